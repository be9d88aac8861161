//! A tokenized money-market fund: registry, share classes, NAV, dealing, distribution, and the transfer hook.
//!
//! The register is the record: a holding's `recorded_units` are the legal position, the tokens represent them. Every movement that the
//! program itself makes is a mint or a burn; movements between holders are Token-2022 transfers, which call [`mmf::execute`].
//!
//! Privileged instructions take an optional `action` account and, at the end, the signers of the councils (see [`authority`]).

#![allow(missing_docs)] // the framework's macros generate items without; ours have them
#![allow(unexpected_cfgs)] // the same macros ask for cfgs of their own

pub mod authority;
pub mod books;
pub mod compliance;
pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod pda;
pub mod state;
pub mod token;

use anchor_lang::prelude::*;
use state::{FacilityTerms, StandingTerms};

pub use constants::{CAN_FREEZE_DISCRIMINATOR, CAN_THAW_DISCRIMINATOR, EXECUTE_DISCRIMINATOR};
pub use instructions::*;

declare_id!("mmfZJ1JMjMfwYB2dwSoyz7H1oy6hckihC4iXgeDuHnk");

#[cfg(not(feature = "no-entrypoint"))]
solana_security_txt::security_txt! {
    name: "mmf",
    project_url: "https://example.org/mmf",
    contacts: "email:security@example.org",
    policy: "See SECURITY.md in the source",
    preferred_languages: "en"
}

/// The instructions. The hook comes first: it is what runs most.
#[program]
pub mod mmf {
    use super::*;

    /// Allows or refuses a transfer and moves the units in the register.
    ///
    /// Authority: none; believed only in the middle of a genuine transfer of the class's mint.
    /// Errors: `NotInTransfer`, `NotRegistered`, `AccountMismatch`, `UnitsNotFree`, and the `Denied…` reasons.
    #[instruction(discriminator = EXECUTE_DISCRIMINATOR)]
    pub fn execute<'info>(ctx: Context<'info, Execute<'info>>, units: u64) -> Result<()> {
        instructions::handle_execute(ctx, units)
    }

    /// Creates a fund with its eight councils and four vaults. Authority: anyone.
    /// Errors: `CouncilInvalid`, `TextInvalid`, `ParameterOutOfRange`, `SettlementMintUnfit`.
    pub fn create_fund(ctx: Context<CreateFund>, args: CreateFundArgs) -> Result<()> {
        instructions::handle_create_fund(ctx, args)
    }

    /// Changes the fund's bounds. Authority: governance; loosening waits for the time lock. Errors: `ParameterOutOfRange`, `StrikeDue`,
    /// `TimeLocked`.
    pub fn set_policy(ctx: Context<SetPolicy>, args: PolicyArgs) -> Result<()> {
        instructions::handle_set_policy(ctx, args)
    }

    /// Names who attests reserves, and whether new issues need that. Authority: governance; loosening waits for the time lock.
    /// Errors: `ParameterOutOfRange`, `TimeLocked`.
    pub fn set_reserve(ctx: Context<SetReserve>, args: ReserveArgs) -> Result<()> {
        instructions::handle_set_reserve(ctx, args)
    }

    /// Attests what the fund has off chain. Authority: the attestor. Errors: `ParameterOutOfRange`, `DocumentMissing`.
    pub fn attest_reserves(ctx: Context<AttestReserves>, args: AttestationArgs) -> Result<()> {
        instructions::handle_attest_reserves(ctx, args)
    }

    /// Replaces a council. Authority: governance. Errors: `CouncilInvalid`.
    pub fn set_council(ctx: Context<SetCouncil>, args: CouncilArgs) -> Result<()> {
        instructions::handle_set_council(ctx, args)
    }

    /// Sets a year's strike days and cut-offs. Authority: governance. Errors: `CalendarInvalid`, `CalendarDayStruck`.
    pub fn set_calendar<'info>(ctx: Context<'info, SetCalendar<'info>>, args: SetCalendarArgs) -> Result<()> {
        instructions::handle_set_calendar(ctx, args)
    }

    /// Pauses and unpauses. Authority: emergency where it only pauses, else governance. Errors: `StrikeAccountsWrong`.
    pub fn set_pauses(ctx: Context<SetPauses>, args: SetPausesArgs) -> Result<()> {
        instructions::handle_set_pauses(ctx, args)
    }

    /// Creates a share class with its mint and validation account. Authority: governance.
    /// Errors: `TooManyClasses`, `RegimeForbids`, `RuleNeedsRegister`, `TextInvalid`, `ParameterOutOfRange`.
    pub fn create_class(ctx: Context<CreateClass>, args: CreateClassArgs) -> Result<()> {
        instructions::handle_create_class(ctx, args)
    }

    /// Changes a class's rules. Authority: governance; loosening waits for the time lock.
    /// Errors: `ParameterOutOfRange`, `RuleNeedsRegister`, `TimeLocked`.
    pub fn set_class_rules(ctx: Context<SetClassRules>, args: ClassRulesArgs) -> Result<()> {
        instructions::handle_set_class_rules(ctx, args)
    }

    /// Changes what a class charges, after the next strike. Authority: governance; a dearer class waits for the time lock.
    /// Errors: `ParameterOutOfRange`, `RegimeForbids`, `TimeLocked`.
    pub fn set_class_terms(ctx: Context<SetClassTerms>, args: ClassTermsArgs) -> Result<()> {
        instructions::handle_set_class_terms(ctx, args)
    }

    /// Hands the freeze authority of a class without a hook to Token ACL. Authority: governance.
    /// Errors: `ClassKindUnsupported`, `GateAccountsWrong`.
    pub fn adopt_token_acl(ctx: Context<AdoptTokenAcl>) -> Result<()> {
        instructions::handle_adopt_token_acl(ctx)
    }

    /// Writes the hook's account list again. Authority: governance.
    pub fn update_hook_accounts(ctx: Context<UpdateHookAccounts>) -> Result<()> {
        instructions::handle_update_hook_accounts(ctx)
    }

    /// Registers an investor, pending. Authority: transfer agent. Errors: `ParameterOutOfRange`.
    pub fn add_investor(ctx: Context<AddInvestor>, args: AddInvestorArgs) -> Result<()> {
        instructions::handle_add_investor(ctx, args)
    }

    /// Approves an investor or renews its approval. Authority: compliance.
    /// Errors: `AttributesInvalid`, `DeniedBlocked`, `DeniedSanctioned`.
    pub fn approve_investor(ctx: Context<ChangeInvestor>, args: ApproveInvestorArgs) -> Result<()> {
        instructions::handle_approve_investor(ctx, args)
    }

    /// Changes what is recorded of an investor. Authority: compliance. Errors: `ParameterOutOfRange`.
    pub fn update_investor(ctx: Context<ChangeInvestor>, args: UpdateInvestorArgs) -> Result<()> {
        instructions::handle_update_investor(ctx, args)
    }

    /// Restricts an investor to redemptions, blocks or sanctions it. Authority: compliance.
    /// Errors: `StandingUnreachable`, `DocumentMissing`, `ParameterOutOfRange`.
    pub fn restrict_investor(ctx: Context<ChangeInvestor>, args: RestrictInvestorArgs) -> Result<()> {
        instructions::handle_restrict_investor(ctx, args)
    }

    /// Releases an investor. Authority: compliance; from a sanction also the transfer agent.
    /// Errors: `StandingUnreachable`, `DocumentMissing`, `AttributesInvalid`, `ParameterOutOfRange`.
    pub fn release_investor(ctx: Context<ChangeInvestor>, args: ReleaseInvestorArgs) -> Result<()> {
        instructions::handle_release_investor(ctx, args)
    }

    /// Deletes an investor without wallets and holdings. Authority: transfer agent. Errors: `InvestorInUse`.
    pub fn remove_investor(ctx: Context<RemoveInvestor>) -> Result<()> {
        instructions::handle_remove_investor(ctx)
    }

    /// Links a wallet to an investor. Authority: transfer agent.
    pub fn link_wallet(ctx: Context<LinkWallet>, args: LinkWalletArgs) -> Result<()> {
        instructions::handle_link_wallet(ctx, args)
    }

    /// Unlinks a wallet without holdings. Authority: transfer agent. Errors: `WalletInUse`, `InvestorInUse`.
    pub fn unlink_wallet(ctx: Context<UnlinkWallet>) -> Result<()> {
        instructions::handle_unlink_wallet(ctx)
    }

    /// Opens a holding and thaws its token account. Authority: none for the associated token account of an approved wallet, else its owner.
    /// Errors: `TokenAccountUnfit`, `OwnerMustSign`, `FirstHoldingNeedsSignature`, `TooManyHoldings`, and the `Denied…` reasons.
    pub fn open_holding<'info>(ctx: Context<'info, OpenHolding<'info>>) -> Result<()> {
        instructions::handle_open_holding(ctx)
    }

    /// Closes a holding that holds nothing. Authority: its owner, or the transfer agent. Errors: `HoldingNotEmpty`, `GateAccountsWrong`.
    pub fn close_holding<'info>(ctx: Context<'info, CloseHolding<'info>>) -> Result<()> {
        instructions::handle_close_holding(ctx)
    }

    /// Freezes or thaws a holding by order. Authority: compliance.
    /// Errors: `DocumentMissing`, `ParameterOutOfRange`, `PartialFreezeNeedsRegister`, `GateAccountsWrong`.
    pub fn set_freeze<'info>(ctx: Context<'info, SetFreeze<'info>>, args: SetFreezeArgs) -> Result<()> {
        instructions::handle_set_freeze(ctx, args)
    }

    /// Freezes the token account of an investor who may no longer hold. Authority: anyone.
    /// Errors: `NothingToEnforce`, `TokenAccountUnfit`, `GateAccountsWrong`.
    pub fn enforce<'info>(ctx: Context<'info, Enforce<'info>>) -> Result<()> {
        instructions::handle_enforce(ctx)
    }

    /// Names the holding that gets a protocol vault's dividends. Authority: transfer agent. Errors: `ParameterOutOfRange`.
    pub fn set_dividend_account(ctx: Context<SetDividendAccount>) -> Result<()> {
        instructions::handle_set_dividend_account(ctx)
    }

    /// Tells whether a transfer would be allowed, and every reason why not (return data: `TransferCheck`). Authority: anyone.
    pub fn check_transfer<'info>(ctx: Context<'info, CheckTransfer<'info>>, units: u64) -> Result<TransferCheck> {
        instructions::handle_check_transfer(ctx, units)
    }

    /// Token ACL asks whether anybody may have a token account thawed. Authority: none.
    /// Errors: `NotRegistered`, `TokenAccountUnfit`, `Denied…`.
    #[instruction(discriminator = CAN_THAW_DISCRIMINATOR)]
    pub fn can_thaw_permissionless<'info>(ctx: Context<'info, AskGate<'info>>) -> Result<()> {
        instructions::handle_can_thaw(ctx)
    }

    /// Token ACL asks whether anybody may have a token account frozen. Authority: none. Errors: `NotRegistered`, `NothingToEnforce`.
    #[instruction(discriminator = CAN_FREEZE_DISCRIMINATOR)]
    pub fn can_freeze_permissionless<'info>(ctx: Context<'info, AskGate<'info>>) -> Result<()> {
        instructions::handle_can_freeze(ctx)
    }

    /// Issues units for cash at once. Authority: the holder.
    /// Errors: `DealingClosed`, `DealingHalted`, `NavStale`, `StrikeNumberMoved`, `QueueOnly`, `BelowMinimumOut`, `BelowClassMinimum`,
    /// `SupplyLimit`, `ReserveMissing`, `ReserveStale`, `AboveReserves`, `TokenAccountUnfit`, `TokenAccountFrozen`, `PriceZero`,
    /// `SubscriptionLimit`, `InvestorSubscriptionLimit`, `AboveUninvestedCap`, `FundLimit`, `QueueFirst`, `RedemptionsSuspended`,
    /// `VaultShort`, `Denied…`.
    pub fn subscribe_instant(ctx: Context<DealInstant>, args: SubscribeArgs) -> Result<()> {
        instructions::handle_subscribe_instant(ctx, args)
    }

    /// Redeems units for cash at once. Authority: the holder.
    /// Errors: `DealingClosed`, `DealingHalted`, `NavStale`, `StrikeNumberMoved`, `QueueOnly`, `BelowMinimumOut`, `BelowClassMinimum`,
    /// `UnitsNotFree`, `TokensMissing`, `TokenAccountFrozen`, `PriceZero`, `BufferShort`, `GateAccountsWrong`, `RedemptionLimit`,
    /// `InvestorRedemptionLimit`, `InstantClosedForDay`, `BelowBufferFloor`, `FacilityServes`, `RedemptionsSuspended`, `VaultShort`, `Denied…`.
    pub fn redeem_instant(ctx: Context<DealInstant>, args: RedeemArgs) -> Result<()> {
        instructions::handle_redeem_instant(ctx, args)
    }

    /// Tells what an instant subscription would give now (return data: `DealPreview`). Authority: anyone. Errors: those of the subscription.
    pub fn preview_subscribe(ctx: Context<PreviewDeal>, cash_settlement_units: u64) -> Result<DealPreview> {
        instructions::handle_preview_subscribe(ctx, cash_settlement_units)
    }

    /// Tells what an instant redemption would give now (return data: `DealPreview`). Authority: anyone. Errors: those of the redemption.
    pub fn preview_redeem(ctx: Context<PreviewDeal>, units: u64) -> Result<DealPreview> {
        instructions::handle_preview_redeem(ctx, units)
    }

    /// Buys a redeemer's units with the liquidity facility's cash. Authority: the holder. Errors: those of a redemption and of an issue,
    /// `FacilityUnavailable`.
    pub fn redeem_to_facility(ctx: Context<RedeemToFacility>, args: RedeemArgs) -> Result<()> {
        instructions::handle_redeem_to_facility(ctx, args)
    }

    /// Queues a subscription for its strike. Authority: the holder.
    /// Errors: `DealingDayMoved`, `DealingDayUnknown`, `BatchFixed`, `FundLimit`, `RedemptionsSuspended`, and what an issue asks of who takes units.
    pub fn place_subscription(ctx: Context<PlaceRequest>, args: PlaceRequestArgs) -> Result<()> {
        instructions::handle_place_subscription(ctx, args)
    }

    /// Queues a redemption for its strike. Authority: the holder.
    /// Errors: `DealingDayMoved`, `DealingDayUnknown`, `BatchFixed`, and what a redemption asks of who gives units back.
    pub fn place_redemption(ctx: Context<PlaceRequest>, args: PlaceRequestArgs) -> Result<()> {
        instructions::handle_place_redemption(ctx, args)
    }

    /// Takes a request back. Authority: the holder. Errors: `RequestPastCutoff`, `RequestNotOpen`, `DeniedSanctioned`, `CashAccountUnfit`.
    pub fn cancel_request(ctx: Context<GiveBack>) -> Result<()> {
        instructions::handle_cancel_request(ctx)
    }

    /// Gives out what waits to be collected of a request. Authority: anyone. Errors: `NothingDue`, `DeniedSanctioned`, `CashAccountUnfit`.
    pub fn collect_request(ctx: Context<GiveBack>) -> Result<()> {
        instructions::handle_collect_request(ctx)
    }

    /// Puts what a partial payment left in line for the next dealing day. Authority: anyone. Errors: `RequestNotOpen`, `DealingDayMoved`,
    /// `DealingDayUnknown`, `BatchFixed`.
    pub fn roll_request(ctx: Context<RollRequest>, day: i32) -> Result<()> {
        instructions::handle_roll_request(ctx, day)
    }

    /// Closes the account of a request that is over. Authority: anyone. Errors: `RequestNotOpen`.
    pub fn close_request(ctx: Context<CloseRequest>) -> Result<()> {
        instructions::handle_close_request(ctx)
    }

    /// Fixes price and fees of a dealing day's batches. Authority: anyone. Errors: `BatchFixed`, `BatchNotDue`, `DaysInArrears`,
    /// `StrikeAccountsWrong`.
    pub fn price_batches<'info>(ctx: Context<'info, PriceBatches<'info>>, day: i32) -> Result<()> {
        instructions::handle_price_batches(ctx, day)
    }

    /// Sets the cash of a dealing day's redemptions aside. Authority: anyone where the buffer pays all of it, or the grace has passed; else
    /// the treasurer. Errors: `BatchNotPriced`, `SubscriptionsFirst`, `FundingWaits`, `BufferShort`, `RedemptionsSuspended`.
    pub fn fund_batches<'info>(ctx: Context<'info, FundBatches<'info>>, args: FundBatchesArgs) -> Result<()> {
        instructions::handle_fund_batches(ctx, args)
    }

    /// Settles subscriptions of a priced batch. Authority: anyone. Errors: `BatchNotPriced`, `SettlementWaits`, `RedemptionsSuspended`,
    /// `DealingHalted`, `DeniedPaused`, `RequestNotOpen`, `BatchAccountsWrong`, `ReserveMissing`, `ReserveStale`, `AboveReserves`.
    pub fn settle_subscriptions<'info>(ctx: Context<'info, SettleSubscriptions<'info>>) -> Result<()> {
        instructions::handle_settle_subscriptions(ctx)
    }

    /// Settles redemptions of a funded batch. Authority: anyone. Errors: `BatchNotPriced`, `BatchNotFunded`, `SettlementWaits`,
    /// `RedemptionsSuspended`, `DeniedPaused`, `RequestNotOpen`, `BatchAccountsWrong`.
    pub fn settle_redemptions<'info>(ctx: Context<'info, SettleRedemptions<'info>>) -> Result<()> {
        instructions::handle_settle_redemptions(ctx)
    }

    /// Closes a batch in which nothing waits. Authority: anyone. Errors: `BatchInUse`.
    pub fn close_batch(ctx: Context<CloseBatch>) -> Result<()> {
        instructions::handle_close_batch(ctx)
    }

    /// Changes the dealing terms. Authority: governance; loosening waits for the time lock. Errors: `ParameterOutOfRange`, `TimeLocked`.
    pub fn set_dealing_terms(ctx: Context<SetDealingTerms>, args: DealingTermsArgs) -> Result<()> {
        instructions::handle_set_dealing_terms(ctx, args)
    }

    /// Charges, changes or ends a liquidity fee. Authority: board. Errors: `FeeAboveCap`, `LiquidityFeeForbidden`, `DocumentMissing`,
    /// `ParameterOutOfRange`.
    pub fn set_liquidity_fee(ctx: Context<SetLiquidityFee>, args: LiquidityFeeArgs) -> Result<()> {
        instructions::handle_set_liquidity_fee(ctx, args)
    }

    /// Notes the estimated cost of a vertical slice. Authority: NAV approvers. Errors: `ParameterOutOfRange`, `DocumentMissing`.
    pub fn set_slice_cost(ctx: Context<SetLiquidityFee>, args: SliceCostArgs) -> Result<()> {
        instructions::handle_set_slice_cost(ctx, args)
    }

    /// Suspends redemptions on a legal ground. Authority: board. Errors: `GroundForbidden`, `AlreadySuspended`, `DocumentMissing`.
    pub fn suspend_redemptions(ctx: Context<Suspend>, args: SuspendArgs) -> Result<()> {
        instructions::handle_suspend_redemptions(ctx, args)
    }

    /// Ends a suspension. Authority: board. Errors: `SuspensionNotOpen`, `DocumentMissing`.
    pub fn lift_suspension(ctx: Context<Suspend>, args: LiftSuspensionArgs) -> Result<()> {
        instructions::handle_lift_suspension(ctx, args)
    }

    /// Winds a liquidating fund up. Authority: board and governance. Errors: `SuspensionNotOpen`, `DocumentMissing`.
    pub fn wind_up(ctx: Context<Suspend>, args: WindUpArgs) -> Result<()> {
        instructions::handle_wind_up(ctx, args)
    }

    /// Offers, changes or ends a liquidity facility. Authority: the provider whom governance named. Errors: `FacilityUnavailable`,
    /// `FeeAboveCap`.
    pub fn set_facility(ctx: Context<SetFacility>, args: FacilityTerms) -> Result<()> {
        instructions::handle_set_facility(ctx, args)
    }

    /// Gives a standing instruction. Authority: the holder. Errors: `StandingInvalid`.
    pub fn set_standing(ctx: Context<SetStanding>, args: StandingTerms) -> Result<()> {
        instructions::handle_set_standing(ctx, args)
    }

    /// Takes a standing instruction back. Authority: the holder.
    pub fn revoke_standing(ctx: Context<RevokeStanding>) -> Result<()> {
        instructions::handle_revoke_standing(ctx)
    }

    /// Carries a standing instruction out. Authority: anyone. Errors: `StandingNotDue`, `StandingInvalid`, `FeeAboveAccepted`, and those of an
    /// instant deal.
    pub fn run_standing(ctx: Context<RunStanding>) -> Result<()> {
        instructions::handle_run_standing(ctx)
    }

    /// Exchanges units of one class for units of another at once. Authority: the holder.
    /// Errors: `SameClass`, `DealingClosed`, `DealingHalted`, `NavStale`, `StrikeNumberMoved`, `QueueOnly`, `BelowMinimumOut`,
    /// `BelowClassMinimum`, `SupplyLimit`, `UnitsNotFree`, `TokensMissing`, `TokenAccountUnfit`, `TokenAccountFrozen`, `PriceZero`, `Denied…`.
    pub fn exchange(ctx: Context<Exchange>, args: ExchangeArgs) -> Result<()> {
        instructions::handle_exchange(ctx, args)
    }

    /// Posts or replaces a quote for the next strike. Authority: a NAV source alone.
    /// Errors: `StrikeNumberWrong`, `QuoteStale`, `QuoteFromFuture`, `BeforeCutoff`, `QuoteInvalid`, `TooManyQuotes`, `AlreadyStruck`.
    pub fn post_quote<'info>(ctx: Context<'info, PostQuote<'info>>, args: PostQuoteArgs) -> Result<()> {
        instructions::handle_post_quote(ctx, args)
    }

    /// Strikes the next day. Authority: NAV approvers; late, beyond the fund's bounds and with a correction also governance.
    /// Errors: `DayAlreadyStruck`, `DayOutOfOrder`, `BeforeCutoff`, `QuorumMissing`, `QuoteChanged`, `MakerIsChecker`, `TieOutFailed`,
    /// `StrikeAccountsWrong`, `QuotesDisperse`, `YieldAboveBound`, `YieldChangeAboveBound`, `NetAssetsChangeAboveBound`, `CorrectionInvalid`,
    /// `ExternalPriceMissing`, `ExternalPriceDiffers`.
    pub fn strike<'info>(ctx: Context<'info, Strike<'info>>, args: StrikeArgs) -> Result<()> {
        instructions::handle_strike(ctx, args)
    }

    /// Lets dealing go on after market and amortised value were too far apart. Authority: board.
    /// Errors: `DealingNotHalted`, `StrikeNumberMoved`, `DocumentMissing`.
    pub fn resume_dealing(ctx: Context<ResumeDealing>, args: ResumeDealingArgs) -> Result<()> {
        instructions::handle_resume_dealing(ctx, args)
    }

    /// Sets the external price that strikes are compared with. Authority: governance, after the time lock. Errors: `ParameterOutOfRange`,
    /// `TimeLocked`.
    pub fn set_price_check(ctx: Context<SetPriceCheck>, args: PriceCheckArgs) -> Result<()> {
        instructions::handle_set_price_check(ctx, args)
    }

    /// Brings a class's published status up to date. Authority: anyone.
    pub fn heartbeat(ctx: Context<Heartbeat>) -> Result<()> {
        instructions::handle_heartbeat(ctx)
    }

    /// Tells a class's price and whether it stands now (return data: `PriceReading`). Authority: anyone.
    pub fn get_price(ctx: Context<GetPrice>) -> Result<PriceReading> {
        instructions::handle_get_price(ctx)
    }

    /// Tells what a holding has earned and not been paid (return data: `IncomeReading`). Authority: anyone.
    pub fn get_income(ctx: Context<GetIncome>) -> Result<IncomeReading> {
        instructions::handle_get_income(ctx)
    }

    /// Pays a class's fees or withheld tax in cash. Authority: treasurer.
    /// Errors: `FeesNotOwed`, `RecipientWrong`, `BufferShort`, `AmountTooSmall`, `CashLegWrong`.
    pub fn pay_fees_in_cash(ctx: Context<PayFeesInCash>, args: PayFeesArgs) -> Result<()> {
        instructions::handle_pay_fees_in_cash(ctx, args)
    }

    /// Pays a class's fees in its shares. Authority: treasurer.
    /// Errors: `FeesNotOwed`, `RecipientWrong`, `QueueOnly`, `DealingClosed`, `DealingHalted`, `NavStale`, `StrikeNumberMoved`, and those of
    /// an issue.
    pub fn pay_fees_in_shares(ctx: Context<PayFeesInShares>, args: PayFeesInSharesArgs) -> Result<()> {
        instructions::handle_pay_fees_in_shares(ctx, args)
    }

    /// Pays the closed months to a batch of holdings as new units. Authority: anyone.
    /// Errors: `NoClosedPeriod`, `BatchAccountsWrong`, `DistributionAboveDeclared`.
    pub fn pay_dividends<'info>(ctx: Context<'info, PayDividends<'info>>) -> Result<()> {
        instructions::handle_pay_dividends(ctx)
    }

    /// Pays the closed months in cash to a batch of holdings whose investors elected that. Authority: anyone.
    /// Errors: `NoClosedPeriod`, `BatchAccountsWrong`, `BufferShort`, `DistributionAboveDeclared`.
    pub fn pay_dividends_cash<'info>(ctx: Context<'info, PayDividendsCash<'info>>) -> Result<()> {
        instructions::handle_pay_dividends_cash(ctx)
    }

    /// Pays the closed months of protocol vaults to the holdings that get them instead. Authority: anyone.
    /// Errors: `NoClosedPeriod`, `BatchAccountsWrong`, `DistributionAboveDeclared`.
    pub fn pay_dividends_to<'info>(ctx: Context<'info, PayDividends<'info>>) -> Result<()> {
        instructions::handle_pay_dividends_to(ctx)
    }

    /// Mints the tokens that a holding's units lack. Authority: anyone. Errors: `NothingToRestore`, `TokenAccountUnfit`,
    /// `TokenAccountFrozen`, `Denied…`.
    pub fn restore(ctx: Context<Restore>) -> Result<()> {
        instructions::handle_restore(ctx)
    }

    /// Lists a custodian's account. Authority: governance.
    pub fn add_custodian(ctx: Context<AddCustodian>, args: AddCustodianArgs) -> Result<()> {
        instructions::handle_add_custodian(ctx, args)
    }

    /// Changes a custodian's limit, or delists it. Authority: governance; loosening waits for the time lock. Errors: `TimeLocked`.
    pub fn set_custodian(ctx: Context<SetCustodian>, args: SetCustodianArgs) -> Result<()> {
        instructions::handle_set_custodian(ctx, args)
    }

    /// Sends cash to a custodian. Authority: treasurer. Errors: `CustodianNotListed`, `SweepLimit`, `BufferShort`.
    pub fn sweep_cash(ctx: Context<SweepCash>, args: CashArgs) -> Result<()> {
        instructions::handle_sweep_cash(ctx, args)
    }

    /// Takes cash back from a custodian. Authority: the custodian. Errors: `CustodianNotListed`, `CashLegWrong`.
    pub fn return_cash(ctx: Context<ReturnCash>, args: CashArgs) -> Result<()> {
        instructions::handle_return_cash(ctx, args)
    }

    /// Moves cash beyond a vault's books to suspense. Authority: anyone. Errors: `NothingStray`.
    pub fn sweep_stray(ctx: Context<SweepStray>) -> Result<()> {
        instructions::handle_sweep_stray(ctx)
    }

    /// Sends cash in suspense to whom it belongs. Authority: treasurer and compliance. Errors: `SuspenseShort`, `DocumentMissing`,
    /// `CashLegWrong`.
    pub fn release_suspense(ctx: Context<ReleaseSuspense>, args: ReleaseSuspenseArgs) -> Result<()> {
        instructions::handle_release_suspense(ctx, args)
    }

    /// Proposes an action. Authority: a member of a required council. Errors: `NotACouncilMember`, `ActionDatesInvalid`.
    pub fn propose_action(ctx: Context<ProposeAction>, args: ProposeActionArgs) -> Result<()> {
        instructions::handle_propose_action(ctx, args)
    }

    /// Approves an action. Authority: a member of the council. Errors: `NotACouncilMember`, `ActionNotOpen`.
    pub fn approve_action(ctx: Context<ApproveAction>, args: ApproveActionArgs) -> Result<()> {
        instructions::handle_approve_action(ctx, args)
    }

    /// Cancels an action. Authority: its proposer, or a member of governance. Errors: `NotACouncilMember`, `ActionNotOpen`.
    pub fn cancel_action(ctx: Context<CancelAction>) -> Result<()> {
        instructions::handle_cancel_action(ctx)
    }
}
