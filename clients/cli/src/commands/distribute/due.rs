//! What a holding would get of its dividend, as the program takes it.

use mmf_math::SCALE;

/// Basis points of a whole.
const ALL_BPS: u16 = 10_000;

/// A holding's whole units and the tax on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Before tax, in units; rounded down to what the route can pay.
    pub gross_units: u128,
    /// Tax, in units of e6; rounded up, so that what is left can be paid as well.
    pub tax_e6: u128,
}

impl Due {
    /// Splits what is payable (e18 of a unit). `step_units` is the least that the route can pay: one unit, or in cash what the settlement token
    /// can express. The rest stays payable.
    pub fn of(payable_e18: u128, withholding_bps: u16, step_units: u64) -> Self {
        let step_units = u128::from(step_units.max(1));
        let whole = |units: u128| units - units % step_units;
        let gross_units = whole(payable_e18 / SCALE);
        let net_bps = u128::from(ALL_BPS.saturating_sub(withholding_bps));
        let net_units = whole(gross_units.saturating_mul(net_bps) / u128::from(ALL_BPS));
        Self { gross_units, tax_e6: gross_units.saturating_sub(net_units) }
    }

    /// What is paid, after tax.
    pub fn net_units(&self) -> u128 {
        self.gross_units.saturating_sub(self.tax_e6)
    }

    /// Both added up.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gross_units: self.gross_units.saturating_add(other.gross_units),
            tax_e6: self.tax_e6.saturating_add(other.tax_e6),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYABLE_E18: u128 = 123_457 * SCALE + 9;

    #[test]
    fn tax_is_rounded_up_to_the_next_unit() {
        assert_eq!(Due::of(PAYABLE_E18, 0, 1), Due { gross_units: 123_457, tax_e6: 0 });
        let taxed = Due::of(PAYABLE_E18, 3_000, 1);
        assert_eq!((taxed.tax_e6, taxed.net_units()), (37_038, 86_419), "30 % are 37,037.1");
        assert_eq!(Due::of(PAYABLE_E18, 10_000, 1).net_units(), 0);
    }

    #[test]
    fn cash_is_paid_as_far_as_the_settlement_token_can_express_it() {
        let in_cents = Due::of(PAYABLE_E18, 3_000, 10_000);
        assert_eq!((in_cents.gross_units, in_cents.net_units()), (120_000, 80_000));
    }
}
