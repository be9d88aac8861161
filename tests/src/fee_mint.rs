//! A settlement mint of Token-2022 that takes a fee from each transfer.

use mmf::instructions::{RedeemArgs, SubscribeArgs};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;
use spl_token_2022_interface::extension::{ExtensionType, transfer_fee};
use spl_token_2022_interface::instruction as token;
use spl_token_2022_interface::state::Mint;

use crate::calendar;
use crate::holders::Holder;
use crate::world::World;

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

impl World {
    /// Makes a Token-2022 mint with that fee the settlement mint.
    pub fn make_fee_bearing_cash_mint(&mut self, fee_bps: u16) {
        let mint = self.keys.next_key();
        let (payer, key) = (self.payer.pubkey(), mint.pubkey());
        let extensions = [ExtensionType::TransferFeeConfig];
        let space = ExtensionType::try_calculate_account_len::<Mint>(&extensions).expect("a size");
        let rent = self.svm.minimum_balance_for_rent_exemption(space);
        let bytes = u64::try_from(space).expect("a size");
        let fee =
            transfer_fee::instruction::initialize_transfer_fee_config(&TOKEN_2022, &key, None, None, fee_bps, u64::MAX);
        let orders = [
            solana_system_interface::instruction::create_account(&payer, &key, rent, bytes, &TOKEN_2022),
            fee.expect("an order"),
            token::initialize_mint2(&TOKEN_2022, &key, &payer, None, 6).expect("an order"),
        ];
        self.send(&orders, &[&mint]).expect("a mint");
        self.usdc = key;
    }

    /// A fund with a class in whatever settlement mint the world has.
    pub fn create_fund_and_class(&mut self) {
        let program = self.svm.get_account(&self.usdc).expect("a mint").owner;
        let order = self.addresses.create_fund(&self.payer.pubkey(), &self.usdc, &program, self.fund_args());
        self.send(&[order], &[]).expect("a fund");
        let order = self.calendar_order(calendar::args());
        self.privileged(&order).expect("a calendar");
        let order = self.class_order(Self::class_args());
        self.privileged(&order).expect("a class");
    }

    /// Cash of the fee-bearing mint in the owner's account.
    pub fn fee_bearing_cash(&mut self, owner: &Pubkey, settlement_units: u64) -> Pubkey {
        let account = self.addresses.share_account(owner, &self.usdc);
        let payer = self.payer.pubkey();
        let orders = [
            create_associated_token_account_idempotent(&payer, owner, &self.usdc, &TOKEN_2022),
            token::mint_to(&TOKEN_2022, &self.usdc, &account, &payer, &[], settlement_units).expect("an order"),
        ];
        self.send(&orders, &[]).expect("cash");
        account
    }

    /// A subscription that pays from a certain account.
    pub fn subscribe_from(&self, holder: &Holder, cash: &Pubkey, settlement_units: u64) -> Instruction {
        let args = SubscribeArgs { cash_settlement_units: settlement_units, min_units: 0, expected_strike_no: 0 };
        let mut order = self.addresses.subscribe(&self.parties(holder), &self.fund(), args);
        order.accounts[8].pubkey = *cash;
        order
    }

    /// A redemption that pays into a certain account.
    pub fn redeem_to(&self, holder: &Holder, cash: &Pubkey, units: u64) -> Instruction {
        let args = RedeemArgs { units, min_cash_settlement_units: 0, expected_strike_no: 0 };
        let mut order = self.addresses.redeem(&self.parties(holder), &self.fund(), args);
        order.accounts[8].pubkey = *cash;
        order
    }
}
