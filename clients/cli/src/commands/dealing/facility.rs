//! Redemptions that a liquidity facility serves with a provider's cash.

use mmf::error::MmfError;
use mmf::instructions::RedeemArgs;
use mmf::state::Facility;
use mmf_client::events::{Event, decode_logs};
use solana_sdk::pubkey::Pubkey;

use super::{CashAccount, Holder, RedemptionOffer, cash_e6};
use crate::amount::{grouped, plain};
use crate::commands::ask;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

impl Holder {
    /// The facility that serves this fund's redeemers; `None` where the buffer does.
    ///
    /// # Errors
    /// When governance named a provider that offers no facility, or the node does not answer.
    pub fn facility(&self, context: &Context) -> CliResult<Option<Box<Facility>>> {
        let investor = self.dealing.terms.facility_investor;
        if investor == Pubkey::default() {
            return Ok(None);
        }
        let found = context.client.facility(&self.at.address, &investor);
        found.map_err(|error| explain_sdk(context, &error))?.map(Some).ok_or_else(|| {
            explain::foreseen(
                &MmfError::FacilityUnavailable,
                "the provider that governance named offers no facility yet",
            )
        })
    }
}

/// What a facility may take of its provider's account, and what it can pay of that; in units of the settlement mint.
#[derive(Clone, Copy, Debug, Default)]
pub struct FacilityCash {
    /// What the provider allows.
    pub allowed: u64,
    /// Of that, what is there.
    pub payable: u64,
}

impl FacilityCash {
    /// As the provider's account has it.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(context: &Context, fund: &Pubkey, facility: &Facility) -> CliResult<Self> {
        let account = CashAccount::fetch(context, &facility.cash_account)?;
        Ok(account.map_or_else(Self::default, |account| {
            let allowed = account.delegated_to(fund);
            Self { allowed, payable: allowed.min(account.settlement_units) }
        }))
    }
}

/// What the facility would pay: the redemption itself, simulated.
///
/// # Errors
/// Why it is not possible now.
pub fn offer(context: &Context, holder: &Holder, facility: &Facility, units: u64) -> CliResult<RedemptionOffer> {
    let args = RedeemArgs { units, min_cash_settlement_units: 0, expected_strike_no: holder.at.fund.last_strike_no };
    let order = context.client.addresses().redeem_to_facility(&holder.parties(), &holder.at.fund, facility, args);
    let open = |payer: &Pubkey| Ok(vec![holder.open_cash_account(payer), order]);
    let simulated = match ask::simulate(context, &holder.at, open, &[holder.owner]) {
        Err(error) if error.name == MmfError::FacilityUnavailable.name() => {
            return Err(unavailable(context, holder, facility, error)?);
        }
        other => other?,
    };
    let events = decode_logs(&context.program(), &simulated.logs);
    let served = events.into_iter().find_map(|event| match event {
        Event::FacilityServed(event) => Some(event),
        _ => None,
    });
    let served =
        served.ok_or_else(|| CliError::failure("AnswerMissing", "the program told nothing of the redemption"))?;
    Ok(RedemptionOffer {
        value_e6: served.value_e6,
        redemption_fee_e6: 0,
        liquidity_fee_e6: 0,
        facility_fee_e6: served.fee_e6,
        arriving_settlement_units: served.paid_settlement_units,
    })
}

/// The refusal, with what the facility lacks.
fn unavailable(context: &Context, holder: &Holder, facility: &Facility, refused: CliError) -> CliResult<CliError> {
    let (terms, class_no) = (&facility.terms, holder.class.class_no);
    let cash = FacilityCash::read(context, &holder.at.address, facility)?;
    let message = if !terms.active {
        "the provider has stopped the liquidity facility".to_owned()
    } else if terms.classes >> class_no & 1 == 0 {
        format!("the liquidity facility does not buy share class {class_no}")
    } else {
        let window = holder.dealing.terms.window_seconds;
        let room_e6 = facility.limiter().room_e6(terms.limit_e6, window, holder.now).unwrap_or_default();
        let text = |amount_e6: u64| grouped(&plain(amount_e6));
        format!(
            "the liquidity facility takes no more than {} now: {} is left of its limit, and it can pay {}",
            text(room_e6.min(cash_e6(cash.payable, holder.at.fund.settlement_decimals))),
            text(room_e6),
            text(cash_e6(cash.payable, holder.at.fund.settlement_decimals)),
        )
    };
    Ok(CliError { message, ..refused })
}
