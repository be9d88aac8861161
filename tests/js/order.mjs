import {
  TOKEN_2022_PROGRAM_ID,
  createAssociatedTokenAccountIdempotentInstruction,
  createTransferCheckedWithTransferHookInstruction,
  getAssociatedTokenAddressSync,
  getMint,
} from "@solana/spl-token";

/** What a wallet sends to move `units` (a BigInt) from `owner` to `receiver`; `payer` pays for the receiver's account if it is missing. */
export async function transferOrder(connection, mint, owner, receiver, units, payer) {
  const accountOf = (wallet) => getAssociatedTokenAddressSync(mint, wallet, true, TOKEN_2022_PROGRAM_ID);
  const [source, destination] = [accountOf(owner), accountOf(receiver)];
  const { decimals } = await getMint(connection, mint, "confirmed", TOKEN_2022_PROGRAM_ID);
  return [
    createAssociatedTokenAccountIdempotentInstruction(payer, destination, receiver, mint, TOKEN_2022_PROGRAM_ID),
    await createTransferCheckedWithTransferHookInstruction(
      connection, source, mint, destination, owner, units, decimals, [], "confirmed", TOKEN_2022_PROGRAM_ID,
    ),
  ];
}
