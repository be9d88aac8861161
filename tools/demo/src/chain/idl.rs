//! Accounts decoded by the program's published IDL, so that the statement shares no type with the program.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

const DISCRIMINATOR_BYTES: usize = 8;

/// The IDL's accounts and types.
pub struct Layouts {
    discriminators: BTreeMap<String, Vec<u8>>,
    types: BTreeMap<String, Value>,
}

/// A decoded value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// An integer of any width and sign.
    Int(i128),
    /// An address, or another run of bytes.
    Bytes(Vec<u8>),
    /// An array.
    List(Vec<Self>),
    /// A struct.
    Fields(BTreeMap<String, Self>),
}

impl Layouts {
    /// Reads an IDL file.
    ///
    /// # Errors
    /// A file that is no IDL.
    pub fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).with_context(|| format!("the IDL {}", file.display()))?;
        let idl: Value = serde_json::from_str(&text)?;
        let mut layouts = Self { discriminators: BTreeMap::new(), types: BTreeMap::new() };
        for account in list(&idl["accounts"])? {
            let bytes = list(&account["discriminator"])?.iter().map(byte).collect::<Result<_>>()?;
            layouts.discriminators.insert(name(account)?, bytes);
        }
        for definition in list(&idl["types"])? {
            layouts.types.insert(name(definition)?, definition["type"].clone());
        }
        Ok(layouts)
    }

    /// Decodes account data of the named kind; `None` for data of another kind.
    ///
    /// # Errors
    /// Data that is too short, or a type that the IDL does not define.
    pub fn decode(&self, kind: &str, data: &[u8]) -> Result<Option<Record>> {
        let discriminator = self.discriminators.get(kind).with_context(|| format!("the IDL has no account {kind}"))?;
        if !data.starts_with(discriminator) {
            return Ok(None);
        }
        let mut rest = data.get(DISCRIMINATOR_BYTES..).unwrap_or_default();
        self.defined(kind, &mut rest).map(Some).with_context(|| format!("an account {kind}"))
    }

    fn defined(&self, kind: &str, data: &mut &[u8]) -> Result<Record> {
        let definition = self.types.get(kind).with_context(|| format!("the IDL has no type {kind}"))?;
        ensure!(definition["kind"] == "struct", "{kind} is no struct");
        let mut fields = BTreeMap::new();
        for field in list(&definition["fields"])? {
            let value = self.value(&field["type"], data).with_context(|| format!("{kind}.{}", field["name"]))?;
            fields.insert(name(field)?, value);
        }
        Ok(Record::Fields(fields))
    }

    fn value(&self, kind: &Value, data: &mut &[u8]) -> Result<Record> {
        if let Some(primitive) = kind.as_str() {
            return primitive_value(primitive, data);
        }
        if let Some(defined) = kind["defined"]["name"].as_str() {
            return self.defined(defined, data);
        }
        let array = list(&kind["array"]).with_context(|| format!("the type {kind}"))?;
        let length = usize::try_from(array[1].as_u64().context("an array without a length")?)?;
        if array[0] == "u8" {
            return Ok(Record::Bytes(take(data, length)?.to_vec()));
        }
        (0..length).map(|_| self.value(&array[0], data)).collect::<Result<_>>().map(Record::List)
    }
}

impl Record {
    /// The field at a path such as `rules.min_initial_e6` or `quotes.0.income_e6`.
    ///
    /// # Errors
    /// A path that leads nowhere.
    pub fn at(&self, path: &str) -> Result<&Self> {
        path.split('.').try_fold(self, |record, step| match record {
            Self::Fields(fields) => fields.get(step).with_context(|| format!("no field {step} in {path}")),
            Self::List(values) => values.get(step.parse::<usize>()?).with_context(|| format!("no {step} in {path}")),
            _ => bail!("{path} goes too deep"),
        })
    }

    /// An integer field; a pair of `low` and `high` words counts as one.
    ///
    /// # Errors
    /// A field that is none.
    pub fn int(&self, path: &str) -> Result<i128> {
        match self.at(path)? {
            Self::Int(value) => Ok(*value),
            Self::Fields(words) => match (words.get("low"), words.get("high")) {
                (Some(Self::Int(low)), Some(Self::Int(high))) => Ok((high << 64) | low),
                _ => bail!("{path} is no integer"),
            },
            _ => bail!("{path} is no integer"),
        }
    }

    /// A field of 32 bytes.
    ///
    /// # Errors
    /// A field that is none.
    pub fn address(&self, path: &str) -> Result<[u8; 32]> {
        match self.at(path)? {
            Self::Bytes(bytes) => Ok(bytes.as_slice().try_into()?),
            _ => bail!("{path} is no address"),
        }
    }
}

fn primitive_value(kind: &str, data: &mut &[u8]) -> Result<Record> {
    let signed = kind.starts_with('i');
    let width = match kind {
        "pubkey" => return Ok(Record::Bytes(take(data, 32)?.to_vec())),
        "bool" => 1,
        _ => kind.trim_start_matches(['u', 'i']).parse::<usize>().with_context(|| format!("the type {kind}"))? / 8,
    };
    let bytes = take(data, width)?;
    let negative = signed && bytes.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut wide = [if negative { 0xff } else { 0 }; 16];
    wide[..width].copy_from_slice(bytes);
    let value = i128::from_le_bytes(wide);
    ensure!(signed || value >= 0, "a number beyond 127 bits");
    Ok(Record::Int(value))
}

fn take<'a>(data: &mut &'a [u8], length: usize) -> Result<&'a [u8]> {
    let (taken, rest) = data.split_at_checked(length).context("the account is too short")?;
    *data = rest;
    Ok(taken)
}

fn list(value: &Value) -> Result<&Vec<Value>> {
    value.as_array().with_context(|| format!("{value} is no list"))
}

fn name(value: &Value) -> Result<String> {
    value["name"].as_str().map(str::to_owned).context("an entry of the IDL has no name")
}

fn byte(value: &Value) -> Result<u8> {
    u8::try_from(value.as_u64().context("no byte")?).context("no byte")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serde_json::json;

    use super::*;

    fn layouts() -> Layouts {
        let field = |name: &str, kind: Value| json!({ "name": name, "type": kind });
        let wide = json!({ "kind": "struct", "fields": [field("low", json!("u64")), field("high", json!("u64"))] });
        let book = json!({ "kind": "struct", "fields": [
            field("owner", json!("pubkey")), field("gain", json!("i64")),
            field("days", json!({ "array": ["u16", 2] })), field("index", json!({ "defined": { "name": "Wide" } })),
        ] });
        Layouts {
            discriminators: BTreeMap::from([("Book".to_owned(), vec![9; 8])]),
            types: BTreeMap::from([("Wide".to_owned(), wide), ("Book".to_owned(), book)]),
        }
    }

    #[test]
    fn accounts_are_decoded_by_their_layout() {
        let mut data = vec![9; 8];
        data.extend([7; 32]);
        data.extend((-5_i64).to_le_bytes());
        data.extend([1, 0, 2, 0]);
        data.extend(3_u64.to_le_bytes());
        data.extend(1_u64.to_le_bytes());
        let record = layouts().decode("Book", &data).unwrap().unwrap();
        assert_eq!(record.address("owner").unwrap(), [7; 32]);
        assert_eq!(record.int("gain").unwrap(), -5);
        assert_eq!(record.int("days.1").unwrap(), 2);
        assert_eq!(record.int("index").unwrap(), (1 << 64) + 3);
        assert!(layouts().decode("Book", &data[..40]).is_err());
        assert_eq!(layouts().decode("Book", &[8; 60]).unwrap(), None);
    }
}
