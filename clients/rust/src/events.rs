//! Events of the fund program, decoded from transaction logs.

use anchor_lang::{AnchorDeserialize, Discriminator};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mmf::events::*;
use solana_sdk::pubkey::Pubkey;

macro_rules! events {
    ($($name:ident),* $(,)?) => {
        /// An event of the fund program.
        #[derive(Debug)]
        pub enum Event {
            $(
                #[doc = concat!("See [`", stringify!($name), "`].")]
                $name($name),
            )*
        }

        impl Event {
            /// Decodes the data of one event; `None` for what is not an event of this release.
            #[must_use]
            pub fn decode(data: &[u8]) -> Option<Self> {
                $(
                    if let Some(mut body) = data.strip_prefix($name::DISCRIMINATOR) {
                        return $name::deserialize(&mut body).ok().map(Self::$name);
                    }
                )*
                None
            }
        }
    };
}

events! {
    FundCreated, CouncilChanged, CalendarSet, ClassCreated, ClassRulesChanged, TokenAclAdopted, HookAccountsUpdated,
    PauseChanged, InvestorAdded, InvestorUpdated, InvestorRestricted, InvestorReleased, InvestorRemoved, WalletUnlinked,
    HoldingClosed, FreezeChanged, HoldingEnforced, DividendAccountSet, InvestorApproved, WalletLinked, HoldingOpened, Subscribed, Redeemed, Transferred, QuotePosted, Struck, ClassStruck,
    PeriodClosed, DividendPaid, DividendReceived, Restored, Exchanged, FeesPaid, FeesPaidInShares, PolicyChanged,
    ReserveSet, ReservesAttested, ClassTermsChanged, StrikeCorrected, DeviationFound, DealingResumed, PriceCheckSet,
    RequestPlaced, RequestSettled, RequestRefused, RequestGivenBack, RequestRolled, RequestClosed, BatchPriced,
    BatchesFunded, BatchClosed, DealingTermsChanged, LiquidityFeeSet, SliceCostSet, RedemptionsSuspended,
    SuspensionLifted, WindingUpBegun, FacilitySet, FacilityServed, StandingSet, StandingRun, StandingRevoked,
    StraySwept, SuspenseReleased, ExternalPriceCompared, HeartbeatGiven, CustodianListed, CashMoved, ActionProposed, ActionApproved, ActionClosed,
}

/// The events that a program wrote, in order. Data that other programs logged in between is left out.
#[must_use]
pub fn decode_logs(program: &Pubkey, logs: &[String]) -> Vec<Event> {
    let program = program.to_string();
    let mut callers: Vec<&str> = Vec::new();
    let mut events = Vec::new();
    for line in logs {
        let Some(rest) = line.strip_prefix("Program ") else {
            continue;
        };
        if let Some(data) = rest.strip_prefix("data: ") {
            if callers.last() == Some(&program.as_str()) {
                events.extend(STANDARD.decode(data).ok().and_then(|data| Event::decode(&data)));
            }
        } else if let Some((name, what)) = rest.split_once(' ') {
            if what.starts_with("invoke [") {
                callers.push(name);
            } else if what == "success" || what.starts_with("failed") {
                callers.pop();
            }
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use anchor_lang::Event as _;

    use super::*;

    fn log_of(event: &WalletLinked) -> String {
        format!("Program data: {}", STANDARD.encode(event.data()))
    }

    #[test]
    fn only_the_programs_own_data_counts() {
        let (fund, other) = (Pubkey::new_unique(), Pubkey::new_unique());
        let event = WalletLinked { investor: Pubkey::new_unique(), seq: 7, owner: Pubkey::new_unique() };
        let logs = [
            format!("Program {other} invoke [1]"),
            log_of(&event),
            format!("Program {fund} invoke [2]"),
            "Program log: Instruction: LinkWallet".to_owned(),
            log_of(&event),
            format!("Program {fund} success"),
            log_of(&event),
            format!("Program {other} success"),
        ];
        let events = decode_logs(&fund, &logs);
        assert_eq!(events.len(), 1);
        assert!(matches!(&events[0], Event::WalletLinked(found) if found.seq == 7));
    }

    #[test]
    fn cut_or_foreign_data_is_left_out() {
        assert!(Event::decode(&[]).is_none());
        assert!(Event::decode(&[1; 40]).is_none());
        assert!(Event::decode(&WalletLinked::DISCRIMINATOR[..8]).is_none());
    }
}
