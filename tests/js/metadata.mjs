// Reads what a wallet shows of a token, and saves its picture: node metadata.mjs --url URL --mint MINT --picture FILE
import { writeFileSync } from "node:fs";
import { getTokenMetadata } from "@solana/spl-token";
import { Connection, PublicKey } from "@solana/web3.js";
import { options, report } from "./command.mjs";

await report(async () => {
  const given = options(["url", "mint", "picture"]);
  const connection = new Connection(given.url, "confirmed");
  const { name, symbol, uri } = await getTokenMetadata(connection, new PublicKey(given.mint));
  const file = await (await load(uri)).json();
  const picture = await load(file.image);
  writeFileSync(given.picture, Buffer.from(await picture.arrayBuffer()));
  return { name, symbol, uri, file, pictureType: picture.headers.get("content-type") };
});

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return response;
}
