//! Orders that blocked and unblocked an investor's property, from the history of its record.

use mmf::state::InvestorStatus;
use mmf_client::events::Event;
use mmf_client::history::Entry;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signature;

/// An order that changed a standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// When, in Unix seconds.
    pub at: i64,
    /// The transaction.
    pub signature: Signature,
    /// The standing from then on.
    pub new_status: u8,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the order, licence or delisting.
    pub document_hash: [u8; 32],
}

/// A time in which property was blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The sanction.
    pub blocked: Order,
    /// The release; `None` while it is blocked.
    pub unblocked: Option<Order>,
}

impl Span {
    /// Whether property was blocked at a moment.
    pub fn covers(&self, moment: i64) -> bool {
        self.blocked.at <= moment && self.unblocked.as_ref().is_none_or(|order| moment < order.at)
    }
}

/// Every time in which the investor's property was blocked, the earliest first. An entry whose time the node does not know is taken as
/// of the beginning of time, so that nothing is left out.
pub fn spans(investor: &Pubkey, history: &[Entry]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (entry, event) in history.iter().flat_map(|entry| entry.events.iter().map(move |event| (entry, event))) {
        let order = |new_status, reason, document_hash| Order {
            at: entry.time.unwrap_or_default(),
            signature: entry.signature,
            new_status,
            reason,
            document_hash,
        };
        match event {
            Event::InvestorRestricted(e) if e.investor == *investor && is_sanctioned(e.new_status) => {
                spans.push(Span { blocked: order(e.new_status, e.reason, e.document_hash), unblocked: None });
            }
            Event::InvestorReleased(e) if e.investor == *investor && is_sanctioned(e.old_status) => {
                if let Some(span) = spans.last_mut() {
                    span.unblocked = Some(order(e.new_status, e.reason, e.document_hash));
                }
            }
            _ => {}
        }
    }
    spans
}

fn is_sanctioned(status: u8) -> bool {
    status == InvestorStatus::Sanctioned as u8
}

#[cfg(test)]
mod tests {
    use mmf::events::{InvestorReleased, InvestorRestricted};

    use super::*;

    fn entry(at: i64, event: Event) -> Entry {
        Entry { signature: Signature::default(), time: Some(at), events: vec![event] }
    }

    fn restricted(investor: Pubkey, old_status: u8, new_status: u8) -> Event {
        let (seq, reason, document_hash) = (1, 7, [1; 32]);
        Event::InvestorRestricted(InvestorRestricted { investor, seq, old_status, new_status, reason, document_hash })
    }

    fn released(investor: Pubkey, old_status: u8) -> Event {
        let (seq, reason, document_hash) = (2, 8, [2; 32]);
        Event::InvestorReleased(InvestorReleased { investor, seq, old_status, new_status: 1, reason, document_hash })
    }

    #[test]
    fn only_sanctions_block_property_and_each_ends_with_its_release() {
        let (it, other) = (Pubkey::new_unique(), Pubkey::new_unique());
        let history = [
            entry(10, restricted(it, 1, 3)),
            entry(20, restricted(other, 1, 4)),
            entry(30, restricted(it, 3, 4)),
            entry(40, released(it, 4)),
            entry(50, restricted(it, 1, 4)),
        ];
        let found = spans(&it, &history);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].blocked.at, found[0].blocked.reason), (30, 7));
        assert_eq!(found[0].unblocked.as_ref().map(|order| (order.at, order.reason)), Some((40, 8)));
        assert!(!found[0].covers(29) && found[0].covers(30) && found[0].covers(39) && !found[0].covers(40));
        assert!(found[1].covers(i64::MAX));
    }
}
