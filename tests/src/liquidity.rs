//! Dealing terms, fees, suspension, facility, standing instructions and strays.

use anchor_lang::{AccountDeserialize, AnchorDeserialize};
use mmf::instructions::{
    CreateFundArgs, DealPreview, DealingTermsArgs, LiftSuspensionArgs, LiquidityFeeArgs, RedeemArgs,
    ReleaseSuspenseArgs, SuspendArgs, WindUpArgs,
};
use mmf::state::{
    ClassKind, Dealing, Facility, FacilityTerms, Regime, Role, Standing, StandingTerms, SuspensionGround,
};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::asserts::Outcome;
use crate::holders::Holder;
use crate::officer::DOCUMENT;
use crate::world::World;

/// What a world deals in.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Kind of class 0, which charges nothing.
    pub kind: ClassKind,
    /// Decimals of the settlement mint.
    pub decimals: u8,
    /// Transfer fee of the settlement mint, in basis points; 0: a classic mint.
    pub transfer_fee_bps: u16,
    /// Kind of fund.
    pub regime: Regime,
}

impl Default for Setting {
    fn default() -> Self {
        Self { kind: ClassKind::Distributing, decimals: 6, transfer_fee_bps: 0, regime: Regime::Private3c7 }
    }
}

impl Setting {
    /// A class of that kind, dealing in a classic mint of 6 decimals.
    pub fn of(kind: ClassKind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// So many dollars, in units of the settlement mint.
    pub fn dollars(&self, amount: u64) -> u64 {
        amount * 10_u64.pow(u32::from(self.decimals))
    }
}

impl World {
    /// With a fund that deals so.
    pub fn dealing_in(setting: Setting) -> Self {
        let mut world = Self::bare();
        match setting.transfer_fee_bps {
            0 => world.make_cash_mint(world.usdc, setting.decimals),
            bps => world.make_fee_bearing_cash_mint(bps),
        }
        let (payer, program) = (world.payer.pubkey(), world.cash_program());
        let args = CreateFundArgs { regime: setting.regime, ..world.fund_args() };
        let order = world.addresses.create_fund(&payer, &world.usdc, &program, args);
        world.send(&[order], &[]).expect("a fund");
        let order = world.calendar_order(crate::calendar::args());
        world.privileged(&order).expect("a calendar");
        world.add_class(setting.kind, |args| args.terms.expense_bps = 0);
        world
    }

    /// With a fund of a regime and a distributing class that charges nothing.
    pub fn of_regime(regime: Regime) -> Self {
        let mut world = Self::with_fund_args(|args| args.regime = regime);
        world.add_class(ClassKind::Distributing, |args| args.terms.expense_bps = 0);
        world
    }

    /// Token program of the settlement mint.
    pub fn cash_program(&self) -> Pubkey {
        self.svm.get_account(&self.usdc).expect("a mint").owner
    }

    /// How the fund deals.
    pub fn dealing(&self) -> Dealing {
        self.read(&self.addresses.dealing(&self.fund))
    }

    /// Governance changes the dealing terms.
    pub fn set_dealing_terms(&mut self, change: impl FnOnce(&mut DealingTermsArgs)) -> Outcome {
        let dealing = self.dealing();
        let mut args = DealingTermsArgs::of(&dealing.terms);
        change(&mut args);
        let authority = self.signed(&[Role::Governance]);
        let order = self.addresses.set_dealing_terms(&self.fund, &dealing, &authority, args);
        self.privileged(&order)
    }

    /// The board charges a liquidity fee.
    pub fn set_liquidity_fee(&mut self, fee_bps: u16) -> Outcome {
        let expected_fee_bps = self.dealing().liquidity_fee_bps;
        self.liquidity_fee(LiquidityFeeArgs { fee_bps, expected_fee_bps, document_hash: DOCUMENT })
    }

    /// The board charges a liquidity fee, with other arguments.
    pub fn liquidity_fee(&mut self, args: LiquidityFeeArgs) -> Outcome {
        let order = self.addresses.set_liquidity_fee(&self.fund, &self.signed(&[Role::Board]), args);
        self.privileged(&order)
    }

    /// The board suspends redemptions.
    pub fn suspend(&mut self, ground: SuspensionGround, ends_at: i64) -> Outcome {
        let args = SuspendArgs { ground, ends_at, document_hash: DOCUMENT };
        let order = self.addresses.suspend_redemptions(&self.fund, &self.signed(&[Role::Board]), args);
        self.privileged(&order)
    }

    /// The board ends the suspension that is in force.
    pub fn lift_suspension(&mut self) -> Outcome {
        let args = LiftSuspensionArgs { suspended_at: self.fund().suspended_at, document_hash: DOCUMENT };
        let order = self.addresses.lift_suspension(&self.fund, &self.signed(&[Role::Board]), args);
        self.privileged(&order)
    }

    /// Board and governance wind the fund up.
    pub fn wind_up(&mut self) -> Outcome {
        let authority = self.signed(&[Role::Board, Role::Governance]);
        let order = self.addresses.wind_up(&self.fund, &authority, WindUpArgs { document_hash: DOCUMENT });
        self.privileged(&order)
    }

    /// What a subscription would give; whoever pays the transaction's fee signs alone.
    ///
    /// # Errors
    /// Those of the transaction.
    pub fn preview_subscribe(&mut self, holder: &Holder, settlement_units: u64) -> Result<DealPreview, Refused> {
        let order = self.addresses.preview_subscribe(&self.parties(holder), &self.fund(), settlement_units);
        self.previewed(order)
    }

    /// What a redemption would give; whoever pays the transaction's fee signs alone.
    ///
    /// # Errors
    /// Those of the transaction.
    pub fn preview_redeem(&mut self, holder: &Holder, units: u64) -> Result<DealPreview, Refused> {
        let order = self.addresses.preview_redeem(&self.parties(holder), &self.fund(), units);
        self.previewed(order)
    }

    fn previewed(&mut self, order: Instruction) -> Result<DealPreview, Refused> {
        let done = self.send(&[order], &[])?;
        Ok(DealPreview::try_from_slice(&done.return_data.data).expect("a preview"))
    }

    /// A wallet makes another address the delegate of its cash account for so much.
    pub fn approve_delegate(&mut self, wallet: &Keypair, account: &Pubkey, delegate: &Pubkey, amount: u64) {
        let (program, owner) = (self.cash_program(), wallet.pubkey());
        let order = spl_token_2022_interface::instruction::approve(&program, account, delegate, &owner, &[], amount);
        self.send(&[order.expect("an order")], &[wallet]).expect("a delegate");
    }

    /// A wallet takes its delegate back.
    pub fn revoke_delegate(&mut self, wallet: &Keypair, account: &Pubkey) {
        let order = spl_token_2022_interface::instruction::revoke(&self.cash_program(), account, &wallet.pubkey(), &[]);
        self.send(&[order.expect("an order")], &[wallet]).expect("no delegate");
    }

    /// A Borsh account.
    pub fn decode<T: AccountDeserialize>(&self, address: &Pubkey) -> T {
        T::try_deserialize(&mut &self.data(address)[..]).expect("an account of that kind")
    }

    /// The facility of a provider.
    pub fn facility(&self, provider: &Holder) -> Facility {
        self.decode(&self.addresses.facility(&self.fund, &provider.investor))
    }

    /// A provider offers, changes or ends its facility.
    pub fn set_facility(&mut self, provider: &Holder, terms: FacilityTerms) -> Outcome {
        let (payer, owner) = (self.payer.pubkey(), provider.key());
        let parties = (&payer, &owner);
        let order = self.addresses.set_facility(parties, &self.fund, &provider.investor, &provider.cash, terms);
        self.send(&[order], &[&provider.wallet])
    }

    /// The order that sells units to a provider, for that least cash.
    pub fn facility_order(&self, holder: &Holder, provider: &Holder, units: u64, least: u64) -> Instruction {
        let fund = self.fund();
        let args = RedeemArgs { units, min_cash_settlement_units: least, expected_strike_no: fund.last_strike_no };
        self.addresses.redeem_to_facility(&self.parties(holder), &fund, &self.facility(provider), args)
    }

    /// A holder sells units to a provider.
    pub fn redeem_to_facility(&mut self, holder: &Holder, provider: &Holder, units: u64) -> Outcome {
        let order = self.facility_order(holder, provider, units, 0);
        self.send(&[order], &[&holder.wallet])
    }

    /// Address of a holder's standing instruction.
    pub fn standing_key(&self, holder: &Holder) -> Pubkey {
        self.addresses.standing(&holder.holding)
    }

    /// A holder's standing instruction.
    pub fn standing(&self, holder: &Holder) -> Standing {
        self.decode(&self.standing_key(holder))
    }

    /// A holder gives a standing instruction.
    pub fn set_standing(&mut self, holder: &Holder, terms: StandingTerms) -> Outcome {
        let payer = self.payer.pubkey();
        let order = self.addresses.set_standing(&payer, &self.parties(holder), &self.fund(), terms);
        self.send(&[order], &[&holder.wallet])
    }

    /// The order by which a keeper carries a standing instruction out.
    pub fn run_order(&self, keeper: &Pubkey, holder: &Holder) -> Instruction {
        self.addresses.run_standing(keeper, &self.parties(holder), &self.fund())
    }

    /// A keeper, who is nobody to the fund, carries a standing instruction out.
    pub fn run_standing(&mut self, holder: &Holder) -> Outcome {
        let keeper = Keypair::new_from_array([b'K'; 32]);
        let order = self.run_order(&keeper.pubkey(), holder);
        self.send(&[order], &[&keeper])
    }

    /// A holder takes its standing instruction back.
    pub fn revoke_standing(&mut self, holder: &Holder) -> Outcome {
        let order = self.addresses.revoke_standing(&self.standing(holder));
        self.send(&[order], &[&holder.wallet])
    }

    /// Cash that appears in an account without any instruction of the program.
    pub fn drop_cash(&mut self, account: &Pubkey, settlement_units: u64) {
        let (program, payer) = (self.cash_program(), self.payer.pubkey());
        let order = spl_token_2022_interface::instruction::mint_to(
            &program,
            &self.usdc,
            account,
            &payer,
            &[],
            settlement_units,
        );
        self.send(&[order.expect("an order")], &[]).expect("cash");
    }

    /// Buffer, escrow, payout and suspense.
    pub fn vaults(&self) -> [Pubkey; 4] {
        let fund = self.fund();
        [fund.buffer, fund.escrow, fund.payout, fund.suspense]
    }

    /// Anybody moves what a vault holds beyond its books to suspense.
    pub fn sweep_stray(&mut self, vault: &Pubkey) -> Outcome {
        let order = self.addresses.sweep_stray((&self.fund, &self.fund()), vault);
        self.send(&[order], &[])
    }

    /// Treasurer and compliance send cash in suspense to an account.
    pub fn release_suspense(&mut self, account: &Pubkey, args: ReleaseSuspenseArgs) -> Outcome {
        let authority = self.signed(&[Role::Treasurer, Role::Compliance]);
        let order = self.addresses.release_suspense((&self.fund, &self.fund()), account, &authority, args);
        self.privileged(&order)
    }

    /// Governance changes the class's fees on subscriptions and redemptions, in basis points.
    pub fn set_fees(&mut self, subscription_bps: u16, redemption_bps: u16) -> Outcome {
        self.set_rules(|rules| {
            (rules.subscription_fee_bps, rules.redemption_fee_bps) = (subscription_bps, redemption_bps);
        })
    }
}

/// A transaction that was refused.
pub type Refused = Box<litesvm::types::FailedTransactionMetadata>;
