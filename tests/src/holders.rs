//! Investors, wallets, and what holders do.

use mmf::instructions::{ApproveInvestorArgs, AttributeArgs, RedeemArgs, SubscribeArgs};
use mmf::state::{AttributeKind, Role, class_flag};
use mmf_client::ix::{DealingParties, PayTarget};
use solana_sdk::account::Account;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction::transfer_checked;
use spl_transfer_hook_interface::offchain::add_extra_account_metas_for_execute;

use crate::asserts::Outcome;
use crate::calendar::at;
use crate::councils::signed_by;
use crate::rules::onshore;
use crate::world::World;

/// A holder: a wallet of an investor, with its accounts.
pub struct Holder {
    /// The wallet.
    pub wallet: Keypair,
    /// The investor.
    pub investor: Pubkey,
    /// The share token account.
    pub shares: Pubkey,
    /// The holding.
    pub holding: Pubkey,
    /// The cash account.
    pub cash: Pubkey,
}

impl Holder {
    /// The wallet's address.
    pub fn key(&self) -> Pubkey {
        self.wallet.pubkey()
    }

    /// The holder in a batch of payments.
    pub fn pay_target(&self) -> PayTarget {
        PayTarget { holding: self.holding, token_account: self.shares, investor: self.investor }
    }
}

impl World {
    /// A registered investor, pending.
    pub fn pending_investor(&mut self) -> Pubkey {
        self.pending_investor_of(onshore())
    }

    /// KYC valid until that moment, in Unix seconds.
    pub fn kyc_until(expires_at: i64) -> ApproveInvestorArgs {
        let kyc = AttributeArgs { kind: AttributeKind::Kyc, expires_at, evidence_hash: [7; 32] };
        ApproveInvestorArgs { attributes: vec![kyc], reason: 1, document_hash: [8; 32] }
    }

    /// Approves an investor.
    pub fn approve(&mut self, investor: &Pubkey, args: ApproveInvestorArgs) -> Outcome {
        let authority = signed_by(&self.councils.enough(&[Role::Compliance]));
        let order = self.addresses.approve_investor(&self.fund, investor, &authority, args);
        self.privileged(&order)
    }

    /// An investor that is approved for 2025.
    pub fn approved_investor(&mut self) -> Pubkey {
        let investor = self.pending_investor();
        self.approve(&investor, Self::kyc_until(at(12, 31, 0, 0))).expect("an approval");
        investor
    }

    /// Links a new wallet to an investor and opens its holding.
    pub fn wallet_of(&mut self, investor: &Pubkey) -> Holder {
        let holder = self.unopened_wallet_of(investor);
        self.open(&holder).expect("a holding");
        holder
    }

    /// Links a new wallet to an investor; its token account and holding do not exist yet.
    pub fn unopened_wallet_of(&mut self, investor: &Pubkey) -> Holder {
        let wallet = self.keys.next_key();
        let authority = signed_by(&self.councils.enough(&[Role::TransferAgent]));
        let owner = wallet.pubkey();
        let order = self.addresses.link_wallet(&self.payer.pubkey(), &self.fund, investor, &owner, &authority);
        self.privileged(&order).expect("a linked wallet");
        let shares = self.addresses.share_account(&owner, &self.mint);
        let cash = self.give_cash(&owner, 0);
        Holder { wallet, investor: *investor, shares, holding: self.addresses.holding(&shares), cash }
    }

    /// An approved investor with one wallet and so much cash, in settlement units.
    pub fn holder(&mut self, cash: u64) -> Holder {
        let investor = self.approved_investor();
        let holder = self.wallet_of(&investor);
        self.give_cash(&holder.key(), cash);
        holder
    }

    /// The parties of a dealing instruction.
    pub fn parties(&self, holder: &Holder) -> DealingParties {
        DealingParties {
            owner: holder.key(),
            investor: holder.investor,
            fund: self.fund,
            class: self.class,
            token_acl: self.class().has_flag(class_flag::TOKEN_ACL),
        }
    }

    /// The order that subscribes for so much cash.
    pub fn subscribe_order(&self, holder: &Holder, cash: u64) -> Instruction {
        let args =
            SubscribeArgs { cash_settlement_units: cash, min_units: 0, expected_strike_no: self.fund().last_strike_no };
        self.addresses.subscribe(&self.parties(holder), &self.fund(), args)
    }

    /// Subscribes for so much cash.
    pub fn subscribe(&mut self, holder: &Holder, cash: u64) -> Outcome {
        let order = self.subscribe_order(holder, cash);
        self.send(&[order], &[&holder.wallet])
    }

    /// The order that redeems so many units.
    pub fn redeem_order(&self, holder: &Holder, units: u64) -> Instruction {
        let args = RedeemArgs { units, min_cash_settlement_units: 0, expected_strike_no: self.fund().last_strike_no };
        self.addresses.redeem(&self.parties(holder), &self.fund(), args)
    }

    /// Redeems so many units.
    pub fn redeem(&mut self, holder: &Holder, units: u64) -> Outcome {
        let order = self.redeem_order(holder, units);
        self.send(&[order], &[&holder.wallet])
    }

    /// The transfer as the standard client helper builds it.
    pub fn transfer_order(&self, from: &Pubkey, to: &Pubkey, authority: &Pubkey, units: u64) -> Instruction {
        let mut order = transfer_checked(&spl_token_2022_interface::ID, from, &self.mint, to, authority, &[], units, 6)
            .expect("an instruction");
        let fetch = |address: Pubkey| {
            let data = self.svm.get_account(&address).map(|account: Account| account.data);
            std::future::ready(Ok(data))
        };
        let resolve =
            add_extra_account_metas_for_execute(&mut order, &mmf::ID, from, &self.mint, to, authority, units, fetch);
        let mut resolve = Box::pin(resolve);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let done = resolve.as_mut().poll(&mut context);
        assert!(done.is_ready(), "every fetch is done at once");
        drop(resolve);
        order
    }

    /// Transfers units between two holders.
    pub fn transfer(&mut self, from: &Holder, to: &Holder, units: u64) -> Outcome {
        let order = self.transfer_order(&from.shares, &to.shares, &from.key(), units);
        self.send(&[order], &[&from.wallet])
    }
}
