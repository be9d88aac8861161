//! Countries by ISO 3166: two letters or the number.

/// Every country of ISO 3166-1: its two letters, then its number.
const COUNTRIES: &str = "\
    AD020 AE784 AF004 AG028 AI660 AL008 AM051 AO024 AQ010 AR032 AS016 AT040 AU036 AW533 AX248 AZ031 BA070 BB052 BD050 BE056 BF854 BG100 \
    BH048 BI108 BJ204 BL652 BM060 BN096 BO068 BQ535 BR076 BS044 BT064 BV074 BW072 BY112 BZ084 CA124 CC166 CD180 CF140 CG178 CH756 CI384 \
    CK184 CL152 CM120 CN156 CO170 CR188 CU192 CV132 CW531 CX162 CY196 CZ203 DE276 DJ262 DK208 DM212 DO214 DZ012 EC218 EE233 EG818 EH732 \
    ER232 ES724 ET231 FI246 FJ242 FK238 FM583 FO234 FR250 GA266 GB826 GD308 GE268 GF254 GG831 GH288 GI292 GL304 GM270 GN324 GP312 GQ226 \
    GR300 GS239 GT320 GU316 GW624 GY328 HK344 HM334 HN340 HR191 HT332 HU348 ID360 IE372 IL376 IM833 IN356 IO086 IQ368 IR364 IS352 IT380 \
    JE832 JM388 JO400 JP392 KE404 KG417 KH116 KI296 KM174 KN659 KP408 KR410 KW414 KY136 KZ398 LA418 LB422 LC662 LI438 LK144 LR430 LS426 \
    LT440 LU442 LV428 LY434 MA504 MC492 MD498 ME499 MF663 MG450 MH584 MK807 ML466 MM104 MN496 MO446 MP580 MQ474 MR478 MS500 MT470 MU480 \
    MV462 MW454 MX484 MY458 MZ508 NA516 NC540 NE562 NF574 NG566 NI558 NL528 NO578 NP524 NR520 NU570 NZ554 OM512 PA591 PE604 PF258 PG598 \
    PH608 PK586 PL616 PM666 PN612 PR630 PS275 PT620 PW585 PY600 QA634 RE638 RO642 RS688 RU643 RW646 SA682 SB090 SC690 SD729 SE752 SG702 \
    SH654 SI705 SJ744 SK703 SL694 SM674 SN686 SO706 SR740 SS728 ST678 SV222 SX534 SY760 SZ748 TC796 TD148 TF260 TG768 TH764 TJ762 TK772 \
    TL626 TM795 TN788 TO776 TR792 TT780 TV798 TW158 TZ834 UA804 UG800 UM581 US840 UY858 UZ860 VA336 VC670 VE862 VG092 VI850 VN704 VU548 \
    WF876 WS882 YE887 YT175 ZA710 ZM894 ZW716";

/// The number of a country that is written as two letters or as its number.
///
/// # Errors
/// A sentence for the user when there is no such country.
pub fn parse(text: &str) -> Result<u16, String> {
    let text = text.trim();
    let found = if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        entries().find(|(letters, _)| letters.eq_ignore_ascii_case(text)).map(|(_, number)| number)
    };
    found.filter(|number| letters(*number).is_some()).ok_or_else(|| {
        format!("`{text}` is not a country; write two letters or the number of ISO 3166, like US or 840")
    })
}

/// The two letters of a country.
#[must_use]
pub fn letters(number: u16) -> Option<&'static str> {
    entries().find(|(_, found)| *found == number).map(|(letters, _)| letters)
}

/// A country for people: `US (840)`, or the bare number where it names no country.
#[must_use]
pub fn text(number: u16) -> String {
    letters(number).map_or_else(|| format!("{number:03}"), |letters| format!("{letters} ({number:03})"))
}

fn entries() -> impl Iterator<Item = (&'static str, u16)> {
    COUNTRIES.split(' ').filter_map(|entry| {
        let (letters, number) = entry.split_at_checked(2)?;
        Some((letters, number.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_country_is_written_in_letters_or_digits() {
        for text in ["US", "us", "840", " US "] {
            assert_eq!(parse(text).unwrap(), 840, "{text}");
        }
        assert_eq!((parse("AF").unwrap(), parse("4").unwrap(), parse("ZW").unwrap()), (4, 4, 716));
        for bad in ["", "U", "USA", "0", "999", "XX", "+40", "840840", "é"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_country_has_its_own_letters_and_number() {
        let all: Vec<(&str, u16)> = entries().collect();
        assert_eq!(all.len(), COUNTRIES.split(' ').count());
        for (letters, number) in &all {
            assert_eq!(parse(letters).unwrap(), *number);
            assert_eq!(super::letters(*number), Some(*letters));
            assert!(*number < 1024);
        }
        assert_eq!((text(840).as_str(), text(1000).as_str()), ("US (840)", "1000"));
    }
}
