//! The fund program's own errors: its words, and which command helps.

use mmf::error::MmfError;

use crate::error::CliError;

/// Anchor numbers a program's errors from here.
const FIRST: u32 = anchor_lang::error::ERROR_CODE_OFFSET;

macro_rules! hints {
    ($($variant:ident => $hint:literal,)*) => {
        /// Every error of the program.
        const ALL: &[MmfError] = &[$(MmfError::$variant,)*];

        /// What to do. The match is exhaustive: an error without a hint does not compile.
        const fn hint(error: &MmfError) -> &'static str {
            match error {
                $(MmfError::$variant => $hint,)*
            }
        }
    };
}

hints! {
    Overflow => "use a smaller amount",
    AmountTooSmall => "use a larger amount",
    LossWithoutHolders => "subscribe first; `mmf fund show` tells the net assets",
    Inconsistent => "stop, and report it with the output of `mmf fund show` and of the command with -v",
    AccountVersionUnknown => "update the program or this tool, whichever is older",
    AccountMismatch => "check --fund, --class and the addresses on the command line",
    NotRegistered => "`mmf investor show ID` lists the wallets; `mmf wallet link ID WALLET` links one and opens its holding",
    TokenAccountUnfit => "use the wallet's associated token account, which `mmf wallet link` opens",
    OwnerMustSign => "use the wallet's associated token account, or sign with the owner's key: -k FILE",
    NotInTransfer => "send shares with `mmf transfer` or any wallet; the hook is not called by hand",
    SettlementMintUnfit => "choose another --settlement-mint",
    Unauthorised => "sign with the council's keys (-k, and --signer for further members), or propose an action; `mmf fund show` lists the councils",
    CouncilInvalid => "write --council ROLE=KEY,KEY/THRESHOLD, each role once",
    ActionMismatch => "give the same arguments as when it was proposed; `mmf action show NONCE`",
    ActionNotOpen => "`mmf action show NONCE` tells its dates and state; propose it again if need be",
    ActionNotApproved => "`mmf action show NONCE` tells who is missing; they run `mmf action approve NONCE ROLE`",
    ActionDatesInvalid => "choose --expires within 90 days from now",
    NotACouncilMember => "sign with a member's key; `mmf fund show` lists the councils",
    TokenAccountFrozen => "`mmf holding open WALLET` thaws it, unless compliance froze it",
    TimeLocked => "propose it with --propose NONCE --expires DATE; it falls due when the time lock has passed",
    QuoteChanged => "look at it with `mmf quote show`, then run `mmf strike` again or propose it again",
    PausesMoved => "`mmf fund show` tells the pauses; send the order again",
    TextInvalid => "shorten the text, or fill it in",
    ParameterOutOfRange => "`mmf help COMMAND` tells the ranges; one investor's limit is at most half of the fund's, an alert is not above its halt, a quorum not above the sources, and a distributing class has no performance fee",
    TooManyClasses => "create another fund",
    ClassKindUnsupported => "`mmf class show` tells the kind: dividends are of distributing classes, Token ACL of gated ones",
    CalendarInvalid => "check the year, the cut-offs and the time zone",
    CalendarDayStruck => "keep the struck days as they are; `mmf calendar show --year Y` shows them",
    CalendarMissing => "set it: `mmf calendar set --year Y --business-days FILE`",
    StrikeNumberWrong => "`mmf fund show` tells the next strike; run the command again",
    DayAlreadyStruck => "`mmf quote show --strike N` shows the result",
    DayOutOfOrder => "`mmf fund show` tells the next strike day; strike it first",
    BeforeCutoff => "`mmf fund show` tells the next cut-off (on the local network: `mmf localnet time --to INSTANT`)",
    QuorumMissing => "post the missing quotes: `mmf quote post …`",
    MakerIsChecker => "let a NAV approver who posted no quote sign: -k FILE or --signer FILE",
    TooManyQuotes => "`mmf quote show` lists them; strike with those",
    TieOutFailed => "compare `mmf quote show` with `mmf statement`; post a corrected quote",
    QuoteInvalid => "compare the figures with the accounting records; post a corrected quote",
    StrikeAccountsWrong => "run `mmf strike` again; it lists the classes itself",
    SpanInvalid => "strike the missed days in order",
    AlreadyStruck => "a struck day is final: `mmf nav correct` computes what a later strike corrects",
    DealingClosed => "try again after the strike; `mmf fund show` tells when",
    NavStale => "a strike is overdue: `mmf quote post …`, then `mmf strike`",
    StrikeNumberMoved => "look at the new price with `mmf class show`, and send again",
    BelowMinimumOut => "look at the price with `mmf class show`, and send again with a lower minimum",
    BelowClassMinimum => "`mmf class show` tells the minimum",
    UnitsNotFree => "`mmf holding show WALLET` tells what is free",
    TokensMissing => "run `mmf restore WALLET` first",
    BufferShort => "redeem less, or ask the treasurer to return cash from the custodian: `mmf cash return`",
    SupplyLimit => "subscribe less; `mmf class show` tells the limit",
    CashLegWrong => "use a settlement token without transfer fees",
    QueueOnly => "deal with --queue, or in a class without --queue-only",
    NoClosedPeriod => "the strike that crosses the month end closes the month",
    BatchAccountsWrong => "run `mmf distribute` again; it lists the accounts itself",
    NothingToRestore => "nothing needs to be done",
    CustodianNotListed => "list the account first: `mmf custodian add TOKEN_ACCOUNT`",
    SweepLimit => "sweep less, or tomorrow",
    AttributesInvalid => "give --kyc-until a date in the future",
    TooManyHoldings => "close holdings that are no longer used",
    DeniedPaused => "`mmf fund show` tells what is paused",
    DeniedFrozen => "the compliance officer can lift the freeze",
    DeniedSanctioned => "property is blocked by law; ask the compliance officer",
    DeniedBlocked => "ask the compliance officer",
    DeniedNotApproved => "`mmf investor approve ID --kyc-until DATE` approves an investor",
    DeniedExpired => "`mmf investor approve ID --kyc-until DATE` renews the approval",
    DeniedRedeemOnly => "the holder can redeem: `mmf redeem`",
    DeniedJurisdiction => "`mmf class rules show` lists the jurisdictions; `mmf transfer check FROM TO AMOUNT` tells more",
    DeniedUsPerson => "use a class that takes US persons",
    DeniedCompliancePeriod => "`mmf class rules show` tells when the period ends",
    DeniedFlowBack => "`mmf transfer check FROM TO AMOUNT` tells until when",
    DeniedLockedUp => "`mmf holding show WALLET` tells what unlocks when; the units can be redeemed",
    DeniedInvestorLockedUp => "`mmf investor show ID` tells until when; the units can be redeemed",
    DeniedTierTooLow => "`mmf class rules show` lists what is required; `mmf investor approve ID …` records it",
    DeniedAboveInvestorLimit => "send or subscribe less; `mmf class rules show` tells the limit",
    DeniedAboveInvestorShare => "send or subscribe less; `mmf class rules show` tells the share",
    DeniedAboveOwnLimit => "send or subscribe less; `mmf investor show ID` tells the limit",
    DeniedThroughFundOnly => "the sender redeems, the receiver subscribes",
    DeniedTooManyInvestors => "`mmf class rules show` tells the numbers; another investor must close its holdings first",
    DeniedTooManyUsInvestors => "`mmf class rules show` tells the numbers; another US investor must close its holdings first",
    DeniedTooManyNonAccredited => "`mmf class rules show` tells the numbers; or record that the investor is accredited",
    DeniedLotsFull => "`mmf holding show WALLET` tells when the first lock-up ends; subscribe through another wallet or wait",
    StandingUnreachable => "`mmf investor show ID` tells the standing",
    DocumentMissing => "give --document with the SHA-256 of the document",
    HoldingNotEmpty => "`mmf holding show WALLET` tells what is left; redeem it, or wait for the month to be paid",
    WalletInUse => "`mmf holding close WALLET` for each class first",
    InvestorInUse => "`mmf investor show ID` lists wallets and holdings; close, unlink or release first",
    NothingToEnforce => "`mmf keeper backlog` lists what there is to enforce",
    RuleNeedsRegister => "leave out balances, lock-up, flow-back and transfers-refused for a class without a hook",
    GateAccountsWrong => "update this tool: it left out the accounts of Token ACL",
    PriceZero => "`mmf class show` tells the price; redeem or subscribe in another class",
    FirstHoldingNeedsSignature => "sign with the wallet's key or with one of the transfer agent's: -k FILE or --signer FILE",
    PartialFreezeNeedsRegister => "freeze the whole holding: leave out --units",
    QuoteStale => "`mmf fund show` tells the next strike day; post its figures",
    QuoteFromFuture => "`mmf fund show` tells the next strike day; strike that first",
    QuotesDisperse => "`mmf quote show` lists the quotes; the wrong source posts again, or governance widens the bound: `mmf fund policy set`",
    YieldAboveBound => "check the income and its days; where it is right, governance strikes with --override-reason FILE",
    YieldChangeAboveBound => "check the income and its days; where it is right, governance strikes with --override-reason FILE",
    NetAssetsChangeAboveBound => "check the quote's net assets; where they are right, governance strikes with --override-reason FILE",
    CorrectionInvalid => "`mmf nav correct` writes a correction that `mmf strike --correction FILE` takes",
    DealingHalted => "the board runs `mmf fund resume-dealing` once it has acted; `mmf quote show` tells the deviation",
    DealingNotHalted => "nothing to do; `mmf fund show` tells whether dealing is open",
    ReserveMissing => "use `mmf subscribe`, or add the fund's record of reserves to the instruction",
    ReserveStale => "the attestor runs `mmf reserves attest`",
    AboveReserves => "subscribe for less, or wait for the attestor: `mmf reserves show` tells the room",
    ExternalPriceMissing => "give a fresh account of the feed with --external-price ADDRESS; `mmf price check show` tells the feed",
    ExternalPriceDiffers => "compare `mmf quote show` with the feed, and post the quote again if it is wrong",
    RegimeForbids => "make the class --queue-only, or leave the performance fee out; `mmf fund show` tells the fund's kind",
    FeesNotOwed => "`mmf fees show` tells what is payable",
    RecipientWrong => "governance names the recipient with `mmf fund policy set --fee-recipient` or `--tax-recipient`",
    SameClass => "name two classes: --class and --to-class",
    DistributionAboveDeclared => "stop, and report it with the output of `mmf class show` and of `mmf distribute --dry-run`",
    StrikeDue => "strike first: `mmf strike`",
    ClassInDeficit => "`mmf class show` tells the deficit; redeem for cash, or wait until income has paid it off",
    SubscriptionLimit => "`mmf liquidity show` tells the room and when it grows",
    RedemptionLimit => "`mmf liquidity show` tells the room and when it grows",
    InvestorSubscriptionLimit => "`mmf quote subscribe` tells the investor's room",
    InvestorRedemptionLimit => "`mmf quote redeem` tells the investor's room",
    BelowBufferFloor => "`mmf cash show` tells the buffer, its floor and what the queue is owed",
    AboveUninvestedCap => "`mmf cash show` tells the cap and the room",
    InstantClosedForDay => "redeem with --queue; instant redemption opens again after the next strike",
    FeeAboveCap => "`mmf class rules show` tells the class's caps; choose a lower fee",
    LiquidityFeeForbidden => "governance runs `mmf liquidity set-terms --liquidity-fee-disclosed yes` where the documents say so",
    RedemptionsSuspended => "`mmf suspend show` tells ground, end and what goes on meanwhile",
    GroundForbidden => "choose another --ground or an earlier --until; `mmf fund show` tells the fund's kind",
    SuspensionNotOpen => "`mmf suspend show` tells the suspension; a liquidation goes on with `mmf suspend wind-up`",
    AlreadySuspended => "`mmf suspend lift` ends the suspension in force",
    RequestNotOpen => "`mmf requests show REQUEST` tells where it stands",
    RequestPastCutoff => "wait for its settlement; `mmf requests show REQUEST` tells the dealing day",
    DealingDayUnknown => "governance runs `mmf calendar set` for the next year",
    BatchNotPriced => "run `mmf requests settle`, which prices first",
    BatchNotDue => "strike first: `mmf strike`; then run `mmf requests settle`",
    BatchFixed => "nothing to do; run `mmf requests settle` for the rest",
    BatchNotFunded => "run `mmf requests settle`, which funds first",
    FundingWaits => "return cash with `mmf cash return`, or let the treasurer sign `mmf requests settle` for a part payment",
    SettlementWaits => "strike first: `mmf strike`; then run `mmf requests settle`",
    NothingDue => "`mmf requests show REQUEST` tells where it stands",
    BatchInUse => "run `mmf requests settle`; `mmf requests list --day DAY` tells what waits",
    FacilityServes => "use `mmf redeem`, which redeems to the facility; `mmf liquidity show` tells it",
    FacilityUnavailable => "`mmf liquidity show` tells what the facility takes",
    StandingNotDue => "nothing to do; `mmf standing show` tells when it is due",
    StandingInvalid => "check the bounds and dates; `mmf standing show` tells the instruction in force",
    FeeAboveAccepted => "the holder gives it again with a higher --max-fee-bps; `mmf quote redeem` tells the fees",
    NothingStray => "nothing to do; `mmf cash show` tells what every vault holds beyond its books",
    SuspenseShort => "`mmf cash show` tells what suspense holds",
    VaultShort => "stop, and report it with the output of `mmf cash show`",
    CashAccountUnfit => "open the wallet's associated account of the settlement mint, and have it thawed where it is frozen; --to names another account of the holder",
    DealingDayMoved => "`mmf quote subscribe` and `mmf quote redeem` tell the dealing day; run the command again",
    SubscriptionsFirst => "run `mmf requests settle`, which settles the day's subscriptions first",
    DaysInArrears => "bring cash back with `mmf cash return`, then run `mmf requests settle`",
    FundLimit => "subscribe less; governance sets the limit with `mmf liquidity set-terms --max-fund`",
    QueueFirst => "run `mmf requests settle`, or subscribe with --queue",
}

/// Explains an error number of the fund program; `None` if it has no such error.
#[must_use]
pub fn explain(code: u32) -> Option<CliError> {
    let error = ALL.iter().find(|error| number(error) == code)?;
    Some(CliError::refused(&error.name(), error.to_string()).code(code).hint(hint(error)))
}

/// Name and words of a number, as a request keeps it for which it was refused.
#[must_use]
pub fn by_number(code: u32) -> (String, String) {
    explain(code)
        .map_or_else(|| (code.to_string(), "no error of this release".to_owned()), |error| (error.name, error.message))
}

/// The same refusal, found by this tool before anything was sent.
#[must_use]
pub fn foreseen(error: &MmfError, message: impl Into<String>) -> CliError {
    CliError::refused(&error.name(), message).code(number(error)).hint(hint(error))
}

/// The number of an error.
pub fn number(error: &MmfError) -> u32 {
    FIRST + *error as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_error_has_words_and_a_hint() {
        for error in ALL {
            let explained = explain(number(error)).unwrap();
            assert_eq!(explained.name, error.name());
            assert!(explained.message.len() > 20, "{}", explained.name);
            assert!(explained.hint.unwrap().len() > 10, "{}", explained.name);
        }
    }

    #[test]
    fn the_numbers_are_the_programs() {
        assert_eq!(explain(6000).unwrap().name, "Overflow");
        assert_eq!(explain(6006).unwrap().name, "NotRegistered");
        assert_eq!(explain(6060).unwrap().name, "DeniedPaused");
        assert!(explain(5999).is_none());
        assert!(explain(6999).is_none());
    }
}
