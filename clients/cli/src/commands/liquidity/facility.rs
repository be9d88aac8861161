//! `mmf liquidity facility set|show|stop`

use mmf::error::MmfError;
use mmf::state::{Dealing, Facility, FacilityTerms, Wallet};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::instruction::{approve, revoke};

use super::limits::Limit;
use crate::args::{FacilityCommand, FacilitySet};
use crate::commands::dealing::{CashAccount, cash_e6, settlement_units};
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Output};
use crate::tx::{Plan, Reply};

pub fn run(context: &Context, verb: &FacilityCommand) -> CliResult<Reply> {
    let at = shared::fund(context)?;
    match verb {
        FacilityCommand::Show => shown(context, &at).map(Reply::from),
        FacilityCommand::Set(args) => set(context, at, args),
        FacilityCommand::Stop => stop(context, at),
    }
}

/// The provider who signs, with the facility that it has.
struct Provider {
    owner: Pubkey,
    investor: Pubkey,
    cash_account: Pubkey,
    facility: Option<Box<Facility>>,
}

impl Provider {
    fn read(context: &Context, at: &FundAt) -> CliResult<Self> {
        let owner = context.signer()?.address();
        let wallet = context.client.find::<Wallet>(&context.client.addresses().wallet(&at.address, &owner));
        let wallet =
            wallet.map_err(|error| explain_sdk(context, &error))?.ok_or_else(|| shared::not_registered(&owner))?;
        let facility = context.client.facility(&at.address, &wallet.investor);
        let facility = facility.map_err(|error| explain_sdk(context, &error))?;
        let cash_account = context.client.cash_account(&at.fund, &owner);
        Ok(Self { owner, investor: wallet.investor, cash_account, facility })
    }

    fn order(&self, context: &Context, at: &FundAt, terms: FacilityTerms) -> CliResult<Instruction> {
        let payer = context.fee_payer()?.address();
        let addresses = context.client.addresses();
        Ok(addresses.set_facility((&payer, &self.owner), &at.address, &self.investor, &self.cash_account, terms))
    }
}

fn set(context: &Context, at: FundAt, args: &FacilitySet) -> CliResult<Reply> {
    let provider = Provider::read(context, &at)?;
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    if dealing.terms.facility_investor != provider.investor {
        let message =
            format!("governance has not named {}'s investor as the fund's liquidity facility", provider.owner);
        return Err(explain::foreseen(&MmfError::FacilityUnavailable, message)
            .hint("governance runs `mmf liquidity set-terms --facility-investor INVESTOR_ID` first"));
    }
    let old = provider.facility.as_ref().map(|facility| facility.terms).unwrap_or_default();
    let limit_e6 = args.limit.unwrap_or(old.limit_e6);
    if limit_e6 == 0 {
        return Err(
            CliError::usage("LimitMissing", "a facility without a limit buys nothing").hint("give --limit AMOUNT")
        );
    }
    let terms = FacilityTerms {
        active: true,
        fee_bps: args.fee_bps.unwrap_or(old.fee_bps),
        limit_e6,
        investor_limit_e6: args.investor_limit.unwrap_or(old.investor_limit_e6),
        classes: match (args.classes.as_slice(), old.classes) {
            ([], 0) => at.fund.class_bitmap,
            ([], old) => old,
            (numbers, _) => numbers.iter().fold(0, |bits, number| bits | 1 << number),
        },
    };
    if terms.investor_limit_e6 == 0 || terms.investor_limit_e6 > terms.limit_e6 / 2 {
        let message = "one investor may use at most half of the facility's limit, so that nobody keeps all others out";
        return Err(explain::foreseen(&MmfError::ParameterOutOfRange, message)
            .hint("give --investor-limit AMOUNT, at most half of --limit"));
    }
    if let Some(number) = args.classes.iter().find(|number| at.fund.class_bitmap >> **number & 1 == 0) {
        return Err(CliError::failure("ClassMissing", format!("the fund has no share class {number}"))
            .hint("`mmf fund show` lists the classes"));
    }
    let mut orders = vec![provider.order(context, &at, terms)?];
    if let Some(allowance_e6) = args.allowance {
        let amount = settlement_units(allowance_e6, at.fund.settlement_decimals)?;
        orders.push(delegation(&at, &provider, |program, account, owner| {
            approve(program, account, &at.address, owner, &[], amount)
        })?);
    }
    Ok(Plan::new("set the liquidity facility", orders, |context, _| shown(context, &shared::fund(context)?)).into())
}

fn stop(context: &Context, at: FundAt) -> CliResult<Reply> {
    let provider = Provider::read(context, &at)?;
    let Some(facility) = &provider.facility else {
        let message = format!("{}'s investor offers no liquidity facility", provider.owner);
        return Err(explain::foreseen(&MmfError::FacilityUnavailable, message).hint("nothing to do"));
    };
    let terms = FacilityTerms { active: false, ..facility.terms };
    let mut orders = vec![provider.order(context, &at, terms)?];
    let account = CashAccount::fetch(context, &provider.cash_account)?;
    if account.is_some_and(|account| account.delegated_to(&at.address) > 0) {
        orders.push(delegation(&at, &provider, |program, account, owner| revoke(program, account, owner, &[]))?);
    }
    let plan = Plan::new("stop the liquidity facility", orders, |context, _| shown(context, &shared::fund(context)?));
    Ok(plan.into())
}

fn delegation<E: std::fmt::Display>(
    at: &FundAt,
    provider: &Provider,
    order: impl FnOnce(&Pubkey, &Pubkey, &Pubkey) -> Result<Instruction, E>,
) -> CliResult<Instruction> {
    order(&at.fund.settlement_token_program, &provider.cash_account, &provider.owner)
        .map_err(|error| CliError::failure("SettlementMintUnfit", error.to_string()))
}

fn shown(context: &Context, at: &FundAt) -> CliResult<Output> {
    let dealing = context.client.dealing(&at.address).map_err(|error| explain_sdk(context, &error))?;
    add(context, at, &dealing, Output::new())
}

fn class_numbers(bits: u16) -> Vec<String> {
    (0..16u8).filter(|number| bits >> number & 1 != 0).map(|number| number.to_string()).collect()
}

/// Adds the facility that serves the fund's redeemers.
///
/// # Errors
/// When the node does not answer.
pub fn add(context: &Context, at: &FundAt, dealing: &Dealing, output: Output) -> CliResult<Output> {
    let investor = dealing.terms.facility_investor;
    let title = "Liquidity facility";
    if investor == Pubkey::default() {
        let served = Cell::text("the fund's buffer");
        return Ok(output.object("facility", title, vec![("servedBy", "Instant redemptions are paid by", served)]));
    }
    let found = context.client.facility(&at.address, &investor).map_err(|error| explain_sdk(context, &error))?;
    let mut fields = vec![
        ("servedBy", "Instant redemptions are paid by", Cell::text("a provider")),
        ("investor", "Its investor", Cell::address(&investor)),
    ];
    let Some(facility) = found else {
        fields.push(("active", "Active", Cell::flag(false)));
        return Ok(output.object("facility", title, fields).note("The provider has not offered its facility yet."));
    };
    let now = shared::network_time(context)?;
    let room = Limit::now("facility", &facility.limiter(), facility.terms.limit_e6, dealing, now)?;
    let account = CashAccount::fetch(context, &facility.cash_account)?;
    let (held, may) = account.map_or((0, 0), |it| (it.settlement_units, it.delegated_to(&at.address)));
    let cash = |units: u64| Cell::amount(cash_e6(units, at.fund.settlement_decimals));
    fields.extend([
        ("wallet", "Its wallet", Cell::address(&facility.owner)),
        ("active", "Active", Cell::flag(facility.terms.active)),
        ("feeBps", "Its fee, in bps", Cell::count(facility.terms.fee_bps)),
        ("limit", "Buys in the rolling window at most", Cell::amount(facility.terms.limit_e6)),
        ("room", "of that now", Cell::amount(if facility.terms.limit_e6 == 0 { 0 } else { room.room_e6 })),
        ("investorLimit", "Buys from one investor in it at most", Cell::amount(facility.terms.investor_limit_e6)),
        ("classes", "Buys share classes", Cell::list(&class_numbers(facility.terms.classes))),
        ("allowance", "Cash that the fund may still take", cash(may)),
        ("cash", "Cash in its account", cash(held)),
        ("bought", "Bought so far", Cell::amount(facility.bought_e6)),
        ("fees", "Fees kept so far", Cell::amount(facility.fees_e6)),
    ]);
    Ok(output.object("facility", title, fields))
}
