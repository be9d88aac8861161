// Sends tokens as a wallet does, with the standard library and nothing of the fund's:
// node transfer.mjs --url URL --mint MINT --from KEYPAIR_FILE --to WALLET --units N [--fee-payer KEYPAIR_FILE]
import { Connection, PublicKey, Transaction } from "@solana/web3.js";
import { keypair, options, report } from "./command.mjs";
import { confirm } from "./confirm.mjs";
import { transferOrder } from "./order.mjs";

await report(async () => {
  const given = options(["url", "mint", "from", "to", "units"], ["fee-payer"]);
  const connection = new Connection(given.url, "confirmed");
  const owner = keypair(given.from);
  const payer = given["fee-payer"] === undefined ? owner : keypair(given["fee-payer"]);
  const [mint, receiver] = [new PublicKey(given.mint), new PublicKey(given.to)];

  const order = await transferOrder(connection, mint, owner.publicKey, receiver, BigInt(given.units), payer.publicKey);
  const { blockhash } = await connection.getLatestBlockhash();
  const transaction = new Transaction({ feePayer: payer.publicKey, recentBlockhash: blockhash }).add(...order);
  transaction.sign(...new Set([payer, owner]));
  const signature = await connection.sendRawTransaction(transaction.serialize());
  await confirm(connection, signature);

  const accounts = order.at(-1).keys.map(({ pubkey, isSigner, isWritable }) => ({
    address: pubkey.toBase58(),
    signer: isSigner,
    writable: isWritable,
  }));
  return { signature, accounts };
});
