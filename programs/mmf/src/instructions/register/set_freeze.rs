//! Freezes and thaws a holding by order, wholly or so many units.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use super::check_order;
use crate::authority::{Demand, record_state};
use crate::compliance::check_thaw;
use crate::error::MmfError;
use crate::events::FreezeChanged;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{Action, Fund, Holding, Investor, Role, ShareClass, holding_flag};
use crate::token::{Gatekeeper, ShareAccount};

/// Arguments of `set_freeze`: the order that stands from now on.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SetFreezeArgs {
    /// Whether the whole holding is frozen.
    pub frozen: bool,
    /// Units that stay where they are in any case; more than the holding has freezes what comes as well.
    pub frozen_units: u64,
    /// Reason code of the compliance officer's list; not 0.
    pub reason: u16,
    /// SHA-256 of the order.
    pub document_hash: [u8; 32],
}

/// Accounts of `set_freeze`; then the signers of compliance.
#[derive(Accounts)]
pub struct SetFreeze<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    pub mint: UncheckedAccount<'info>,
    /// The holding's investor.
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the holding's token account; it may be closed.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the order into the holding, which outlives its token account; Token-2022's own bit follows where there is an account. A thaw
/// lifts only the order: a token account stays frozen as long as its investor's standing, or a class without a hook, wants it so.
pub fn handle_set_freeze<'info>(ctx: Context<'info, SetFreeze<'info>>, args: SetFreezeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    authorise(accounts, ctx.remaining_accounts, args)?;
    let class = accounts.class.load()?;
    check_order(args.reason, &args.document_hash)?;
    require!(args.frozen_units == 0 || class.is_hooked(), MmfError::PartialFreezeNeedsRegister);
    write(accounts, &args)?;

    let may_thaw = check_thaw(&class, &*accounts.investor.load()?, Clock::get()?.unix_timestamp).is_ok();
    let gatekeeper = Gatekeeper::new(&class, &accounts.mint, accounts.class.as_ref(), &accounts.gate)?;
    let account = ShareAccount::of_holding(&accounts.token_account, &*accounts.holding.load()?, &class);
    match account {
        Some(account) if args.frozen && !account.frozen => gatekeeper.freeze(&accounts.token_account),
        Some(account) if !args.frozen && account.frozen && may_thaw && account.is_fit() => {
            gatekeeper.thaw(&accounts.token_account)
        }
        _ => Ok(()),
    }
}

fn authorise<'info>(
    accounts: &mut SetFreeze<'info>,
    signers: &[AccountInfo<'info>],
    args: SetFreezeArgs,
) -> Result<()> {
    let (fund_key, class_key, investor_key) = (accounts.fund.key(), accounts.class.key(), accounts.investor.key());
    let state = {
        let holding = accounts.holding.load()?;
        record_state(holding.generation, u64::from(holding.order_no))
    };
    let targets = [fund_key, accounts.holding.key(), state];
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::Compliance], loosens: false }.require(
        &mut accounts.action,
        signers,
        &crate::instruction::SetFreeze { args },
        &targets,
    )?;
    let (class, investor, holding) = (accounts.class.load()?, accounts.investor.load()?, accounts.holding.load()?);
    bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
    bind::holding_of(&holding, (&class_key, &class), (&investor_key, &investor), accounts.token_account.key)
}

fn write(accounts: &SetFreeze<'_>, args: &SetFreezeArgs) -> Result<()> {
    let mut holding = accounts.holding.load_mut()?;
    let (old_frozen, old_frozen_units) = (holding.is_frozen(), holding.frozen_units);
    holding.flags =
        if args.frozen { holding.flags | holding_flag::FROZEN } else { holding.flags & !holding_flag::FROZEN };
    holding.frozen_units = args.frozen_units;
    holding.order_no = holding.order_no.checked_add(1).ok_or(MmfError::Overflow)?;

    emit!(FreezeChanged {
        holding: accounts.holding.key(),
        seq: holding.next_seq()?,
        old_frozen,
        new_frozen: args.frozen,
        old_frozen_units,
        new_frozen_units: args.frozen_units,
        reason: args.reason,
        document_hash: args.document_hash,
    });
    Ok(())
}
