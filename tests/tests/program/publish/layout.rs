//! The documented bytes of the price account: the table in `docs/integrating.md` is what the program writes.

use core::mem::offset_of;

use mmf::state::{PricePoint, ShareClass};
use mmf_tests::World;

use super::{price, thousand};

const DOCUMENT: &str = include_str!("../../../../docs/integrating.md");
const HEADING: &str = "## Price account: bytes";

/// A row of the table.
struct Row {
    offset: usize,
    kind: String,
    field: String,
}

fn rows() -> Vec<Row> {
    let section = DOCUMENT.split(HEADING).nth(1).expect("the section").split("\n## ").next().unwrap();
    let row = |line: &str| {
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let offset = cells.next()?.parse().ok()?;
        let (kind, field) = (cells.next()?.to_owned(), cells.next()?.trim_matches('`').to_owned());
        Some(Row { offset, kind, field })
    };
    section.lines().filter_map(row).collect()
}

/// Offset, type and name of what the table has to list; the discriminator is 8 bytes.
macro_rules! fields {
    ($($kind:literal $name:literal $offset:expr),* $(,)?) => { vec![$(($kind, $name, 8 + $offset)),*] };
}

fn expected() -> Vec<(&'static str, &'static str, usize)> {
    let price = offset_of!(ShareClass, price);
    fields![
        "key" "fund" offset_of!(ShareClass, fund),
        "key" "mint" offset_of!(ShareClass, mint),
        "key" "validation" offset_of!(ShareClass, validation),
        "u64" "price_e12" price + offset_of!(PricePoint, price_e12),
        "u64" "confidence_e12" price + offset_of!(PricePoint, confidence_e12),
        "i64" "published_at" price + offset_of!(PricePoint, published_at),
        "i64" "valid_until" price + offset_of!(PricePoint, valid_until),
        "i32" "struck_day" price + offset_of!(PricePoint, struck_day),
        "i32" "exponent" price + offset_of!(PricePoint, exponent),
        "u32" "status" price + offset_of!(PricePoint, status),
        "u32" "strike_no" price + offset_of!(PricePoint, strike_no),
        "u8" "version" offset_of!(ShareClass, version),
        "u8" "class_no" offset_of!(ShareClass, class_no),
        "u8" "kind" offset_of!(ShareClass, kind),
        "u8" "pauses" offset_of!(ShareClass, pauses),
        "u16" "flags" offset_of!(ShareClass, flags),
        "u64" "seq" offset_of!(ShareClass, seq),
        "u64" "recorded_supply_units" offset_of!(ShareClass, recorded_supply_units),
        "2 × u64" "index" offset_of!(ShareClass, index),
        "u64" "last_rate_e18" offset_of!(ShareClass, last_rate_e18),
        "u64" "net_assets_e6" offset_of!(ShareClass, net_assets_e6),
        "i64" "heartbeat_at" offset_of!(ShareClass, heartbeat_at),
    ]
}

#[test]
fn the_documents_offsets_are_those_of_the_program() {
    let found: Vec<_> = rows().into_iter().map(|row| (row.kind, row.field, row.offset)).collect();
    let expected: Vec<_> =
        expected().into_iter().map(|(kind, field, offset)| (kind.to_owned(), field.to_owned(), offset)).collect();
    assert_eq!(found, expected);
    assert_eq!(8 + size_of::<ShareClass>(), 840);
    let text = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
    assert!(DOCUMENT.contains(&text(<ShareClass as anchor_lang::Discriminator>::DISCRIMINATOR)));
}

/// Reads a number at the offset that the document gives for a field.
fn read(data: &[u8], field: &str) -> i128 {
    let row = rows().into_iter().find(|row| row.field == field).expect("a row");
    let bytes = |count: usize| data[row.offset..row.offset + count].to_vec();
    match row.kind.as_str() {
        "u8" => i128::from(data[row.offset]),
        "u16" => i128::from(u16::from_le_bytes(bytes(2).try_into().unwrap())),
        "u32" => i128::from(u32::from_le_bytes(bytes(4).try_into().unwrap())),
        "i32" => i128::from(i32::from_le_bytes(bytes(4).try_into().unwrap())),
        "i64" => i128::from(i64::from_le_bytes(bytes(8).try_into().unwrap())),
        _ => i128::from(u64::from_le_bytes(bytes(8).try_into().unwrap())),
    }
}

#[test]
fn a_live_account_read_by_the_documents_offsets_says_what_the_program_answers() {
    let (mut world, _): (World, _) = thousand();
    world.strike(100_000).unwrap();
    world.strike_changed(50_000, |args| args.market_net_assets_e6 -= 7_000).unwrap();
    let order = world.addresses.heartbeat(&world.fund, &world.class);
    world.set_time(world.time() + 30);
    world.send(&[order], &[]).unwrap();
    let (answer, class, data) = (price(&mut world), world.class(), world.data(&world.class));

    assert_eq!(&data[8..40], world.fund.as_ref());
    assert_eq!(&data[40..72], world.mint.as_ref());
    assert_eq!(read(&data, "price_e12"), i128::from(answer.price_e12));
    assert_eq!(read(&data, "confidence_e12"), i128::from(answer.confidence_e12));
    assert!(answer.confidence_e12 > 0);
    assert_eq!(read(&data, "published_at"), i128::from(answer.published_at));
    assert_eq!(read(&data, "valid_until"), i128::from(answer.valid_until));
    assert_eq!(read(&data, "struck_day"), i128::from(answer.struck_day));
    assert_eq!(read(&data, "exponent"), -12);
    assert_eq!((read(&data, "status"), read(&data, "strike_no")), (1, 2));
    assert_eq!((read(&data, "version"), read(&data, "class_no"), read(&data, "kind")), (1, 0, 0));
    assert_eq!((read(&data, "pauses"), read(&data, "flags")), (0, 0));
    assert_eq!(read(&data, "recorded_supply_units"), i128::from(class.recorded_supply_units));
    assert_eq!(read(&data, "index"), i128::try_from(class.index.get()).unwrap());
    assert_eq!(read(&data, "last_rate_e18"), i128::from(class.last_rate_e18));
    assert_eq!(read(&data, "heartbeat_at"), i128::from(world.time()));
    assert_eq!(read(&data, "seq"), i128::from(class.seq));
}
