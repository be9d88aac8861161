//! Terms of dealing, liquidity fees, suspension, the liquidity facility.

use mmf::instructions::{
    DealingTermsArgs, LiftSuspensionArgs, LiquidityFeeArgs, RedeemArgs, SliceCostArgs, SuspendArgs, WindUpArgs,
};
use mmf::state::{Dealing, Facility, FacilityTerms, Fund, Role};
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::{Authority, DealingParties, Privileged, SYSTEM};
use crate::pda::Addresses;

impl Addresses {
    /// Changes the dealing terms. It loosens where they allow something that the terms in force forbid.
    #[must_use]
    pub fn set_dealing_terms(
        &self,
        fund: &Pubkey,
        dealing: &Dealing,
        authority: &Authority,
        args: DealingTermsArgs,
    ) -> Privileged {
        let accounts =
            accounts::SetDealingTerms { fund: *fund, dealing: self.dealing(fund), action: authority.action() };
        let (old, loosens) = (DealingTermsArgs::of(&dealing.terms), args.loosen(&dealing.terms));
        let order = self.build(&accounts, &instruction::SetDealingTerms { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund]).over(&old).loosening(loosens)
    }

    /// Charges, changes or ends a liquidity fee.
    #[must_use]
    pub fn set_liquidity_fee(&self, fund: &Pubkey, authority: &Authority, args: LiquidityFeeArgs) -> Privileged {
        let order = self.build(&self.of_fee(fund, authority), &instruction::SetLiquidityFee { args });
        Privileged::new(order, authority, &[Role::Board], &[*fund])
    }

    /// Notes the estimated cost of selling a vertical slice of the portfolio. An action needs [`Privileged::for_record`] with the last day and the
    /// cost of the estimate in force.
    #[must_use]
    pub fn set_slice_cost(&self, fund: &Pubkey, authority: &Authority, args: SliceCostArgs) -> Privileged {
        let order = self.build(&self.of_fee(fund, authority), &instruction::SetSliceCost { args });
        Privileged::new(order, authority, &[Role::NavApprover], &[*fund])
    }

    fn of_fee(&self, fund: &Pubkey, authority: &Authority) -> accounts::SetLiquidityFee {
        accounts::SetLiquidityFee { fund: *fund, dealing: self.dealing(fund), action: authority.action() }
    }

    /// Suspends redemptions on a legal ground. An action needs [`Privileged::for_record`] with 0 and when the last suspension began.
    #[must_use]
    pub fn suspend_redemptions(&self, fund: &Pubkey, authority: &Authority, args: SuspendArgs) -> Privileged {
        let accounts = accounts::Suspend { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::SuspendRedemptions { args });
        Privileged::new(order, authority, &[Role::Board], &[*fund])
    }

    /// Ends a suspension.
    #[must_use]
    pub fn lift_suspension(&self, fund: &Pubkey, authority: &Authority, args: LiftSuspensionArgs) -> Privileged {
        let accounts = accounts::Suspend { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::LiftSuspension { args });
        Privileged::new(order, authority, &[Role::Board], &[*fund])
    }

    /// Winds a liquidating fund up.
    #[must_use]
    pub fn wind_up(&self, fund: &Pubkey, authority: &Authority, args: WindUpArgs) -> Privileged {
        let accounts = accounts::Suspend { fund: *fund, action: authority.action() };
        let order = self.build(&accounts, &instruction::WindUp { args });
        Privileged::new(order, authority, &[Role::Board, Role::Governance], &[*fund])
    }

    /// Offers, changes or ends a liquidity facility; the provider signs.
    #[must_use]
    pub fn set_facility(
        &self,
        (payer, owner): (&Pubkey, &Pubkey),
        fund: &Pubkey,
        investor: &Pubkey,
        cash_account: &Pubkey,
        args: FacilityTerms,
    ) -> Instruction {
        let accounts = accounts::SetFacility {
            payer: *payer,
            owner: *owner,
            fund: *fund,
            dealing: self.dealing(fund),
            wallet: self.wallet(fund, owner),
            cash_account: *cash_account,
            facility: self.facility(fund, investor),
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::SetFacility { args })
    }

    /// Sells shares to the liquidity facility. The provider's shares are in its associated token account.
    #[must_use]
    pub fn redeem_to_facility(
        &self,
        parties: &DealingParties,
        fund: &Fund,
        facility: &Facility,
        args: RedeemArgs,
    ) -> Instruction {
        let token_account = self.share_account(&facility.owner, &self.mint(&parties.class));
        let accounts = accounts::RedeemToFacility {
            owner: parties.owner,
            deal: self.deal(parties, fund),
            facility: self.facility(&parties.fund, &facility.investor),
            facility_investor: facility.investor,
            facility_holding: self.holding(&token_account),
            facility_token_account: token_account,
            facility_cash_account: facility.cash_account,
        };
        self.build(&accounts, &instruction::RedeemToFacility { args })
    }
}
