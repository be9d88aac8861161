//! Quotes, strikes, and paying.

use mmf::instructions::{
    ClassCorrection, ClassTermsArgs, CorrectionArgs, CouncilArgs, PolicyArgs, PostQuoteArgs, ResumeDealingArgs,
    choose_quote, quote_hash,
};
use mmf::state::{Role, ShareClass, year_of};
use mmf_client::ix::{Authority, StrikePlan};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::asserts::Outcome;
use crate::councils::signed_by;
use crate::holders::Holder;
use crate::world::World;

/// What a quote says of a day.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Income since the last strike, in e6.
    pub income_e6: i64,
    /// Its part up to a month end.
    pub income_to_month_end_e6: Option<i64>,
    /// Quoted net assets less what ties out, in e6.
    pub off_by_e6: i64,
}

impl World {
    /// Net assets that tie out with that income, in e6.
    pub fn net_assets_e6(&self, income_e6: i64) -> u64 {
        let fund = self.fund();
        let classes = self.addresses.classes(&self.fund, fund.class_bitmap);
        let claims: i128 = classes
            .iter()
            .map(|(_, address)| self.read::<mmf::state::ShareClass>(address).claims_e6().expect("claims"))
            .sum();
        let sum =
            claims + i128::from(fund.income_carry_e6) + i128::from(fund.retained_gains_e6) + i128::from(income_e6);
        let sum = sum + i128::from(fund.paid_since_cutoff_e6); // the quote is of the cut-off
        u64::try_from(sum).unwrap_or(0)
    }

    /// A quote for the next strike that ties out, but for `off_by_e6`.
    pub fn quote_args(&self, figures: Figures) -> PostQuoteArgs {
        let net_assets = self.net_assets_e6(figures.income_e6).saturating_add_signed(figures.off_by_e6);
        PostQuoteArgs {
            strike_no: self.fund().last_strike_no + 1,
            day: self.fund().next_strike_day,
            net_assets_e6: net_assets,
            market_net_assets_e6: net_assets,
            income_e6: figures.income_e6,
            income_to_month_end_e6: figures.income_to_month_end_e6,
            realised_e6: 0,
            custodian_cash_e6: 0,
            in_transit_e6: 0,
            receivables_e6: 0,
            wam_days: 30,
            wal_days: 30,
            daily_liquid_bps: 10_000,
            weekly_liquid_bps: 10_000,
            largest_issuer_bps: 0,
            document_hash: [9; 32],
        }
    }

    /// The first NAV source posts a quote.
    pub fn post(&mut self, args: PostQuoteArgs) -> Outcome {
        let source = self.councils.of(Role::NavSource)[0].insecure_clone();
        self.post_as(&source, args)
    }

    /// Somebody posts a quote.
    pub fn post_as(&mut self, source: &Keypair, args: PostQuoteArgs) -> Outcome {
        let order = self.addresses.post_quote(&source.pubkey(), &self.fund, args);
        self.send(&[order], &[source])
    }

    /// The plan of the next strike.
    pub fn strike_plan(&self) -> StrikePlan {
        let fund = self.fund();
        let day = if fund.next_cutoff == 0 { fund.last_struck_day } else { fund.next_strike_day };
        StrikePlan {
            quote_hash: self.quote_hash(),
            strike_no: fund.last_strike_no + 1,
            day: fund.next_strike_day,
            year: year_of(day).expect("a year"),
            late: fund.is_late(self.time()),
            override_hash: None,
            correction: None,
            external_price: None,
        }
    }

    /// Hash of the quote that a strike would take now; of nothing where there is none.
    pub fn quote_hash(&self) -> [u8; 32] {
        let fund = self.fund();
        let address = self.addresses.nav(&self.fund, fund.last_strike_no + 1);
        if self.svm.get_account(&address).is_none() {
            return [0; 32];
        }
        let report: mmf::state::NavReport = self.read(&address);
        let sources = fund.council(Role::NavSource);
        let place = choose_quote(&report, sources, fund.policy.nav_quorum);
        place.map_or([0; 32], |place| quote_hash(&report.quotes[place]))
    }

    /// Strikes by a plan, with the members that it needs.
    pub fn strike_by(&mut self, plan: &StrikePlan) -> Outcome {
        let fund = self.fund();
        let authority = signed_by(&self.councils.enough(&plan.roles()));
        let order = self.addresses.strike(&self.payer.pubkey(), (&self.fund, &fund), &authority, plan).expect("a span");
        self.privileged(&order)
    }

    /// Moves to a minute after the next cut-off.
    pub fn go_past_cutoff(&mut self) {
        let cutoff = self.fund().next_cutoff;
        self.set_time(cutoff + 60);
    }

    /// Moves past the next cut-off, posts a quote that ties out, and strikes.
    pub fn strike(&mut self, income_e6: i64) -> Outcome {
        self.go_past_cutoff();
        let args = self.quote_args(Figures { income_e6, ..Figures::default() });
        self.post(args).expect("a quote");
        let plan = self.strike_plan();
        self.strike_by(&plan)
    }

    /// Strikes day by day, up to and with a day, with the same income each day.
    pub fn strike_through(&mut self, day: i32, income_e6: i64) {
        while self.fund().next_strike_day <= day {
            self.strike(income_e6).expect("a strike");
        }
    }

    /// Moves past the next cut-off and posts a quote that ties out, but for what a test changes.
    pub fn post_changed(&mut self, income_e6: i64, change: impl FnOnce(&mut PostQuoteArgs)) {
        self.go_past_cutoff();
        let mut args = self.quote_args(Figures { income_e6, ..Figures::default() });
        change(&mut args);
        self.post(args).expect("a quote");
    }

    /// Posts a quote as [`World::post_changed`], and strikes it.
    pub fn strike_changed(&mut self, income_e6: i64, change: impl FnOnce(&mut PostQuoteArgs)) -> Outcome {
        self.post_changed(income_e6, change);
        let plan = self.strike_plan();
        self.strike_by(&plan)
    }

    /// Strikes the quote that is posted, by a plan that a test changes.
    pub fn strike_planned(&mut self, change: impl FnOnce(&mut StrikePlan)) -> Outcome {
        let mut plan = self.strike_plan();
        change(&mut plan);
        self.strike_by(&plan)
    }

    /// The correction of a strike by an amount, in e6, for each class number.
    pub fn correction(strike_no: u32, amounts: &[(u8, i64)]) -> CorrectionArgs {
        let entry = |(class_no, net_income_e6): &(u8, i64)| ClassCorrection {
            class_no: *class_no,
            net_income_e6: *net_income_e6,
        };
        CorrectionArgs { strike_no, classes: amounts.iter().map(entry).collect(), document_hash: [0xc0; 32] }
    }

    /// Posts a quote that ties out with that income and a correction, in e6 by class number, and strikes both.
    pub fn strike_correcting(&mut self, income_e6: i64, strike_no: u32, amounts: &[(u8, i64)]) -> Outcome {
        let total: i64 = amounts.iter().map(|(_, amount)| amount).sum();
        self.post_changed(income_e6, |args| {
            args.net_assets_e6 = args.net_assets_e6.saturating_add_signed(total);
            args.market_net_assets_e6 = args.net_assets_e6;
        });
        self.strike_planned(|plan| plan.correction = Some(Self::correction(strike_no, amounts)))
    }

    /// Governance makes new keys the NAV sources, so many.
    pub fn new_sources(&mut self, count: usize) -> Vec<Keypair> {
        let sources: Vec<Keypair> = (0..count).map(|_| self.keys.next_key()).collect();
        for source in &sources {
            self.svm.airdrop(&source.pubkey(), 10_000_000_000).expect("an airdrop");
        }
        let members = sources.iter().map(Signer::pubkey).collect();
        let args = CouncilArgs { role: Role::NavSource, threshold: 1, members };
        let order = self.addresses.set_council(&self.fund, &self.signed(&[Role::Governance]), args);
        self.privileged(&order).expect("new sources");
        sources
    }

    /// Governance changes the fund's bounds.
    pub fn set_policy(&mut self, change: impl FnOnce(&mut PolicyArgs)) -> Outcome {
        let fund = self.fund();
        let mut args = PolicyArgs::of(&fund.policy);
        change(&mut args);
        let authority = self.signed(&[Role::Governance]);
        let order = self.addresses.set_policy((&self.fund, &fund), &authority, args);
        self.privileged(&order)
    }

    /// Governance changes what the class charges from the days after the next strike on.
    pub fn set_terms(&mut self, args: ClassTermsArgs) -> Outcome {
        let class = self.class();
        let authority = self.signed(&[Role::Governance]);
        let order = self.addresses.set_class_terms(&self.fund, (&self.class, &class), &authority, args);
        self.privileged(&order)
    }

    /// The board lets dealing go on.
    pub fn resume_dealing(&mut self) -> Outcome {
        let args = ResumeDealingArgs { strike_no: self.fund().last_strike_no, document_hash: [0xb0; 32] };
        let order = self.addresses.resume_dealing(&self.fund, &self.signed(&[Role::Board]), args);
        self.privileged(&order)
    }

    /// A class of the fund by number.
    pub fn class_of(&self, class_no: u8) -> ShareClass {
        self.read(&self.addresses.class(&self.fund, class_no))
    }

    /// Who pays fees and rent.
    pub fn payer_key(&self) -> Pubkey {
        self.payer.pubkey()
    }

    /// What the fund's books say: the bytes of the fund, of its classes, and of the next strike's report.
    pub fn books(&self) -> Vec<Option<Vec<u8>>> {
        let fund = self.fund();
        let classes = self.addresses.classes(&self.fund, fund.class_bitmap);
        let report = self.addresses.nav(&self.fund, fund.last_strike_no + 1);
        let mut addresses: Vec<Pubkey> = vec![self.fund, report];
        addresses.extend(classes.iter().map(|(_, address)| *address));
        addresses.iter().map(|address| self.svm.get_account(address).map(|account| account.data)).collect()
    }

    /// Pays the last closed month to these holders.
    pub fn pay(&mut self, holders: &[&Holder]) -> Outcome {
        let targets: Vec<_> = holders.iter().map(|holder| holder.pay_target()).collect();
        let order = self.addresses.pay_dividends(&self.class, self.class().closed_period, &targets);
        self.send(&[order], &[])
    }

    /// Nobody signs.
    pub fn nobody() -> Authority {
        Authority::Signers(Vec::new())
    }
}
