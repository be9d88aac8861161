//! Token ACL (sRFC-37) as the gate of a class without a hook: wallets thaw for themselves, anybody freezes who may no longer hold.

mod accounts;
mod adopt_token_acl;
mod entries;
mod permissionless;

pub use accounts::*;
pub use adopt_token_acl::*;
pub use permissionless::*;
