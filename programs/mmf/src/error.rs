//! Every error, with what is wrong and what to do. Numbers are stable: append, never reorder.

mod convert;

use anchor_lang::prelude::*;

pub use convert::OrMmf;

/// Errors of the program.
#[error_code]
pub enum MmfError {
    /// 6000
    #[msg("A figure is too large to be represented; use a smaller amount")]
    Overflow,
    /// 6001
    #[msg("The amount is zero or too small to buy one unit; use a larger amount")]
    AmountTooSmall,
    /// 6002
    #[msg("A loss can't be split while no class has net assets; book it once the fund has holders")]
    LossWithoutHolders,
    /// 6003
    #[msg("The arithmetic refused an inconsistent state; report this")]
    Inconsistent,

    /// 6004
    #[msg("The account's layout version is unknown to this release; upgrade the program or migrate the account")]
    AccountVersionUnknown,
    /// 6005
    #[msg("An account belongs to another fund, class, investor or token account than the instruction names")]
    AccountMismatch,
    /// 6006
    #[msg(
        "The token account is not registered: link its owner's wallet to an approved investor and open a holding first"
    )]
    NotRegistered,
    /// 6007
    #[msg("The token account must be immutable in owner, without close authority, and of the class's mint")]
    TokenAccountUnfit,
    /// 6008
    #[msg(
        "Only the associated token account of a linked wallet opens without its owner's signature; let the owner sign"
    )]
    OwnerMustSign,
    /// 6009
    #[msg("The hook answers only Token-2022 in the middle of a transfer of the class's own mint")]
    NotInTransfer,
    /// 6010
    #[msg("The settlement mint must be a token with at most 12 decimals")]
    SettlementMintUnfit,

    /// 6011
    #[msg(
        "The signers don't satisfy the council: add signatures of its members up to the threshold, or an approved action"
    )]
    Unauthorised,
    /// 6012
    #[msg("A council needs 1 to 11 distinct members and a threshold between 1 and their number")]
    CouncilInvalid,
    /// 6013
    #[msg(
        "The action is for another instruction, other arguments or accounts, or the record changed since it was proposed; propose it again"
    )]
    ActionMismatch,
    /// 6014
    #[msg("The action is executed, cancelled, expired or not due yet")]
    ActionNotOpen,
    /// 6015
    #[msg("The action lacks approvals of a council that it needs, or the council changed since; propose it again")]
    ActionNotApproved,
    /// 6016
    #[msg("The action's dates are wrong: it must fall due before it expires, within 90 days")]
    ActionDatesInvalid,
    /// 6017
    #[msg("Only a member of the council can approve for it, and only the proposer or governance can cancel")]
    NotACouncilMember,

    /// 6018
    #[msg("The name, symbol, URI, currency or fact is empty or too long")]
    TextInvalid,
    /// 6019
    #[msg("A rate, limit or bound is outside what the program allows")]
    ParameterOutOfRange,
    /// 6020
    #[msg("The fund has 16 classes; class numbers are never used again")]
    TooManyClasses,
    /// 6021
    #[msg("This kind of class is not available")]
    ClassKindUnsupported,

    /// 6022
    #[msg("The calendar is inconsistent: cut-offs must fall within two days and the year must match")]
    CalendarInvalid,
    /// 6023
    #[msg("A day that is already struck can't change")]
    CalendarDayStruck,
    /// 6024
    #[msg("The calendar doesn't reach the next strike day; set the calendar of that year")]
    CalendarMissing,
    /// 6025
    #[msg("The quote or strike is for another strike number than the next one")]
    StrikeNumberWrong,
    /// 6026
    #[msg("The day is already struck")]
    DayAlreadyStruck,
    /// 6027
    #[msg("The day is not the next strike day of the calendar; strike the days in order")]
    DayOutOfOrder,
    /// 6028
    #[msg("The day's cut-off has not passed yet; wait until then")]
    BeforeCutoff,
    /// 6029
    #[msg("Too few sources have quoted this strike; post the missing quotes")]
    QuorumMissing,
    /// 6030
    #[msg("With one source, a NAV approver who is not that source must sign")]
    MakerIsChecker,
    /// 6031
    #[msg("Five sources have quoted this strike already")]
    TooManyQuotes,
    /// 6032
    #[msg("The quote's net assets differ from the books by more than the tolerance; check the quote")]
    TieOutFailed,
    /// 6033
    #[msg("A quote's figures contradict each other; check the quote")]
    QuoteInvalid,
    /// 6034
    #[msg(
        "Every class of the fund must follow in order, in a strike with the month's period account where a month closes"
    )]
    StrikeAccountsWrong,
    /// 6035
    #[msg(
        "The span since the last strike is longer than 31 days or holds two month ends; add a strike day to the calendar"
    )]
    SpanInvalid,
    /// 6036
    #[msg("The strike is final; correct it by an entry in a later strike")]
    AlreadyStruck,

    /// 6037
    #[msg("Instant dealing is closed between the cut-off and the strike; try again after the strike")]
    DealingClosed,
    /// 6038
    #[msg("The last NAV is stale: a strike is overdue; dealing opens once it is struck")]
    NavStale,
    /// 6039
    #[msg("A strike landed in between; look at the new price and send again")]
    StrikeNumberMoved,
    /// 6040
    #[msg("The result would be below the minimum that you asked for; look at the price and send again")]
    BelowMinimumOut,
    /// 6041
    #[msg("The amount, or the balance that would remain, is below the class's minimum")]
    BelowClassMinimum,
    /// 6042
    #[msg("The units are reserved, frozen or pledged, or more than the holding has")]
    UnitsNotFree,
    /// 6043
    #[msg("The tokens in the account are fewer than the units to redeem: restore the missing ones first")]
    TokensMissing,
    /// 6044
    #[msg("The buffer has too little cash for an instant redemption; redeem less or through the queue")]
    BufferShort,
    /// 6045
    #[msg("The class would pass its limit of units")]
    SupplyLimit,
    /// 6046
    #[msg("The cash that arrived or left differs from what was booked")]
    CashLegWrong,
    /// 6047
    #[msg("This class deals through the queue only")]
    QueueOnly,

    /// 6048
    #[msg("The period is not the class's last closed month; pay that one, once a month is closed")]
    NoClosedPeriod,
    /// 6049
    #[msg("Every holding needs three accounts in this order: holding, token account, investor")]
    BatchAccountsWrong,
    /// 6050
    #[msg("The account has as many tokens as the register has units; nothing to restore")]
    NothingToRestore,

    /// 6051
    #[msg("The account is not a listed custodian account, or its owner changed since it was listed")]
    CustodianNotListed,
    /// 6052
    #[msg("The sweep would pass the custodian's daily limit")]
    SweepLimit,

    /// 6053
    #[msg("The investor's attributes are wrong: an approval needs KYC that expires in the future")]
    AttributesInvalid,
    /// 6054
    #[msg("The investor has as many open holdings as it may have")]
    TooManyHoldings,

    /// 6055
    #[msg("The token account is frozen: open its holding again, which thaws it where the investor may hold")]
    TokenAccountFrozen,

    /// 6056
    #[msg("The fund has a time lock: this needs an action that was proposed at least that long before it falls due")]
    TimeLocked,
    /// 6057
    #[msg("The quote to strike is not the one that was approved; look at it and approve it again")]
    QuoteChanged,
    /// 6058
    #[msg("The pauses changed since this order was made; look at them and send it again")]
    PausesMoved,

    /// 6060
    #[msg("Denied: this is paused; wait until governance lifts the pause")]
    DeniedPaused = 60,
    /// 6061
    #[msg("Denied: the holding is frozen by order of the compliance officer")]
    DeniedFrozen,
    /// 6062
    #[msg("Denied: a party is sanctioned")]
    DeniedSanctioned,
    /// 6063
    #[msg("Denied: a party is blocked")]
    DeniedBlocked,
    /// 6064
    #[msg("Denied: a party is not approved")]
    DeniedNotApproved,
    /// 6065
    #[msg("Denied: a party's KYC has expired; renew it")]
    DeniedExpired,
    /// 6066
    #[msg("Denied: a party may only redeem")]
    DeniedRedeemOnly,
    /// 6067
    #[msg("Denied: the class is not open to the receiver's jurisdiction")]
    DeniedJurisdiction,
    /// 6068
    #[msg("Denied: the class refuses US persons")]
    DeniedUsPerson,
    /// 6069
    #[msg("Denied: no US person may acquire units before the class's Regulation S compliance period has ended")]
    DeniedCompliancePeriod,
    /// 6070
    #[msg("Denied: units from offshore may not flow back to a US person before the flow-back date")]
    DeniedFlowBack,
    /// 6071
    #[msg("Denied: the units are within the lock-up of their issue; wait, send less, or redeem")]
    DeniedLockedUp,
    /// 6072
    #[msg("Denied: the sender's own lock-up has not ended; wait, or redeem")]
    DeniedInvestorLockedUp,
    /// 6073
    #[msg("Denied: the receiver lacks an attribute that the class requires, or it has expired; verify it and renew")]
    DeniedTierTooLow,
    /// 6074
    #[msg("Denied: the receiver would hold more units of the class than one investor may; send less")]
    DeniedAboveInvestorLimit,
    /// 6075
    #[msg("Denied: the receiver would hold more than one investor's share of the class's supply; send less")]
    DeniedAboveInvestorShare,
    /// 6076
    #[msg("Denied: the receiver would hold more units than its own limit; send less")]
    DeniedAboveOwnLimit,
    /// 6077
    #[msg("Denied: this class moves only through the fund; redeem and let the other side subscribe")]
    DeniedThroughFundOnly,
    /// 6078
    #[msg("Denied: the class has as many investors as it may have")]
    DeniedTooManyInvestors,
    /// 6079
    #[msg("Denied: the class has as many US investors as it may have")]
    DeniedTooManyUsInvestors,
    /// 6080
    #[msg("Denied: the class has as many investors who are not accredited as it may have")]
    DeniedTooManyNonAccredited,
    /// 6081
    #[msg("Denied: the holding has 24 lock-ups of different days; subscribe again once the first has ended")]
    DeniedLotsFull,

    /// 6082
    #[msg("The investor's standing does not allow this change: restrict only further, release only what is restricted")]
    StandingUnreachable,
    /// 6083
    #[msg("The hash of a document must be given: the licence or delisting, or the order")]
    DocumentMissing,
    /// 6084
    #[msg("The holding still has units, income of a unit or more, or an order on it; redeem or lift those first")]
    HoldingNotEmpty,
    /// 6085
    #[msg("The wallet still has open holdings; close them first")]
    WalletInUse,
    /// 6086
    #[msg("The investor still has wallets or holdings, or is blocked or sanctioned; close, unlink or release first")]
    InvestorInUse,
    /// 6087
    #[msg("Nothing to enforce: the token account is frozen already, or its investor may hold")]
    NothingToEnforce,
    /// 6088
    #[msg("A class without a hook keeps no register of units: leave out rules on balances, lock-ups and transfers")]
    RuleNeedsRegister,
    /// 6089
    #[msg(
        "The class's gate is not Token ACL, or its accounts are missing: add the mint's config and the Token ACL program"
    )]
    GateAccountsWrong,
    /// 6090
    #[msg("Partial freezes need a register of units, which a class without a hook does not keep; freeze the holding")]
    PartialFreezeNeedsRegister,
    /// 6091
    #[msg("The class has lost all of its net assets: its price is zero and it can't be dealt in")]
    PriceZero,
    /// 6092
    #[msg(
        "This class limits its number of investors: an investor's first holding needs its wallet's or a transfer agent's signature"
    )]
    FirstHoldingNeedsSignature,
    /// 6093
    #[msg("The quote's day is struck already, or is before the next strike day; post figures of the next strike day")]
    QuoteStale,
    /// 6094
    #[msg("The quote's day is after the next strike day; strike the days in order")]
    QuoteFromFuture,
    /// 6095
    #[msg("The sources' quotes differ by more than the fund allows; find out which is wrong, and post it again")]
    QuotesDisperse,
    /// 6096
    #[msg(
        "The strike's annualised yield is above the fund's bound; check the income, or let governance override with a reason"
    )]
    YieldAboveBound,
    /// 6097
    #[msg("The yield changed by more than the fund allows; check the income, or let governance override with a reason")]
    YieldChangeAboveBound,
    /// 6098
    #[msg("Net assets changed by more than the fund allows; check the quote, or let governance override with a reason")]
    NetAssetsChangeAboveBound,
    /// 6099
    #[msg("A correction needs an earlier strike, classes of the fund in order, an amount for each, and a document")]
    CorrectionInvalid,
    /// 6100
    #[msg("Market and amortised value are too far apart: instant dealing waits until the board has acted")]
    DealingHalted,
    /// 6101
    #[msg("Dealing is not halted; there is nothing to resume")]
    DealingNotHalted,
    /// 6102
    #[msg("New issues need the fund's attested reserves: add the reserve account")]
    ReserveMissing,
    /// 6103
    #[msg("The attested reserves are too old; new issues wait for the next attestation, redemptions don't")]
    ReserveStale,
    /// 6104
    #[msg("The shares would be worth more than the attested reserves and the cash on chain")]
    AboveReserves,
    /// 6105
    #[msg(
        "The fund's strikes need an external price: the account is missing, of another feed, too old or too uncertain"
    )]
    ExternalPriceMissing,
    /// 6106
    #[msg("The strike's price is too far from the external price; check the quote and the feed")]
    ExternalPriceDiffers,
    /// 6107
    #[msg(
        "The fund's kind does not allow this: registered and EU funds price forward, registered ones charge no performance fee"
    )]
    RegimeForbids,
    /// 6108
    #[msg("More than what is payable; see the class's fees and tax payable")]
    FeesNotOwed,
    /// 6109
    #[msg("The account does not belong to the recipient that governance named in the fund's policy")]
    RecipientWrong,
    /// 6110
    #[msg("An exchange is between two classes; these are one")]
    SameClass,
    /// 6111
    #[msg("Dividends would pass the income declared; nothing is paid: report this")]
    DistributionAboveDeclared,
    /// 6112
    #[msg("A strike is due: strike first, then change its window")]
    StrikeDue,
    /// 6113
    #[msg("The class has losses that coming income pays off first; its units can't be exchanged until then")]
    ClassInDeficit,
    /// 6114
    #[msg("The fund's limit of instant subscriptions is used up for now; subscribe less, later, or queue it")]
    SubscriptionLimit,
    /// 6115
    #[msg("The fund's limit of instant redemptions is used up for now; redeem less, later, or queue it")]
    RedemptionLimit,
    /// 6116
    #[msg("The investor's limit of instant subscriptions is used up for now; subscribe less, later, or queue it")]
    InvestorSubscriptionLimit,
    /// 6117
    #[msg("The investor's limit of instant redemptions is used up for now; redeem less, later, or queue it")]
    InvestorRedemptionLimit,
    /// 6118
    #[msg("The buffer would fall below its floor or what the queue is owed; use less, or redeem through the queue")]
    BelowBufferFloor,
    /// 6119
    #[msg("The fund would hold more cash than it may leave uninvested; subscribe less, or through the queue")]
    AboveUninvestedCap,
    /// 6120
    #[msg("Net redemptions of the day have reached 4% of net assets: redeem through the queue")]
    InstantClosedForDay,
    /// 6121
    #[msg("The fee is above its cap: 20 bps to subscribe, 200 bps to redeem or for liquidity, or the class's own")]
    FeeAboveCap,
    /// 6122
    #[msg("A government fund charges a liquidity fee only where governance has disclosed it in the dealing terms")]
    LiquidityFeeForbidden,
    /// 6123
    #[msg("Redemptions are suspended by the board; see the fund's suspension for its ground and end")]
    RedemptionsSuspended,
    /// 6124
    #[msg("That ground does not suspend redemptions in a fund of this kind, or not for so long")]
    GroundForbidden,
    /// 6125
    #[msg("There is no suspension that this could end or lead on from; a liquidation can only be wound up")]
    SuspensionNotOpen,
    /// 6126
    #[msg("Redemptions are suspended already; end that suspension first")]
    AlreadySuspended,
    /// 6127
    #[msg("The request is not open for this; see its status")]
    RequestNotOpen,
    /// 6128
    #[msg("The cut-off has passed; a request can be cancelled again when unserved for 7 days, or if dealing stops")]
    RequestPastCutoff,
    /// 6129
    #[msg("The calendars hold no coming dealing day; governance sets the next year's calendar")]
    DealingDayUnknown,
    /// 6130
    #[msg("The batch has no price yet; price the day's batches after its strike")]
    BatchNotPriced,
    /// 6131
    #[msg("The batch is priced by the first strike of its day or later whose cut-off came after its last request")]
    BatchNotDue,
    /// 6132
    #[msg("The batch is priced or funded already; nothing in it changes any more")]
    BatchFixed,
    /// 6133
    #[msg("The batch has no cash yet; fund the day's batches first")]
    BatchNotFunded,
    /// 6134
    #[msg("The buffer can't pay the queue in full; until the grace has passed only the treasurer pays a part")]
    FundingWaits,
    /// 6135
    #[msg("A strike is due; settle the queue after it")]
    SettlementWaits,
    /// 6136
    #[msg("The request has nothing to collect")]
    NothingDue,
    /// 6137
    #[msg("The batch still has open requests; settle or cancel them first")]
    BatchInUse,
    /// 6138
    #[msg("Instant redemptions are served by the fund's liquidity facility; redeem to the facility instead")]
    FacilityServes,
    /// 6139
    #[msg("The liquidity facility is not active, not the fund's, or can't take so much now; redeem less, or queue it")]
    FacilityUnavailable,
    /// 6140
    #[msg("The standing instruction has nothing to do now: balance within its bounds, or interval not over")]
    StandingNotDue,
    /// 6141
    #[msg("The standing instruction is not valid: its bounds cross, a figure is out of range, or it has expired")]
    StandingInvalid,
    /// 6142
    #[msg("The fees are above what the holder accepts")]
    FeeAboveAccepted,
    /// 6143
    #[msg("The vault holds nothing beyond its books")]
    NothingStray,
    /// 6144
    #[msg("Suspense holds less than that")]
    SuspenseShort,
    /// 6145
    #[msg("A vault holds less cash than its books say; nothing is moved: report this")]
    VaultShort,
    /// 6146
    #[msg("The holder's cash account is closed, frozen, another's, or asks for a memo; name another one")]
    CashAccountUnfit,
    /// 6147
    #[msg("The dealing day is another one by now; look at it again and sign again")]
    DealingDayMoved,
    /// 6148
    #[msg("The day's subscriptions settle first: they count for the mandatory liquidity fee of its redemptions")]
    SubscriptionsFirst,
    /// 6149
    #[msg("Sixteen dealing days wait for cash already; fund the earliest ones first")]
    DaysInArrears,
    /// 6150
    #[msg("Priced redemptions leave a liquidity fee to those who stay; subscribe once they are settled, or queue it")]
    QueueFirst,
    /// 6151
    #[msg("The fund would pass its limit of net assets; subscribe less")]
    FundLimit,
}
