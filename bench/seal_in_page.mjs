// Runs in Chromium, for measure_sealing.py: seals a picked file with the app's own workers, and times each step alone.

import { chunkRegion, REGION_CHUNKS } from "../pwa/static/js/crypto/chunk-region.js";
import { digestOfParts } from "../pwa/static/js/crypto/envelope.js";
import { sha256Hex } from "../pwa/static/js/crypto/sha256.js";
import { fromBase64url, fromHex, toHex } from "../pwa/static/js/wire/bytes.js";
import {
  CHUNK_BYTES,
  HEADER_BYTES,
  partCount,
  partDataBytes,
  SEALED_CHUNK_BYTES,
  sealedSizeBytes,
} from "../pwa/static/js/wire/envelope-layout.js";
import { SourceStream } from "../pwa/static/js/workers/source-stream.js";
import { WorkerBridge } from "../pwa/static/js/workers/worker-bridge.js";

const REGION_BYTES = REGION_CHUNKS * CHUNK_BYTES;
const PART_CHUNKS = 256;

const newData = () => new ArrayBuffer(PART_CHUNKS * CHUNK_BYTES);
const newRoom = () => new ArrayBuffer(HEADER_BYTES + PART_CHUNKS * SEALED_CHUNK_BYTES);

/** The file that the measurement put into the page's picker. */
const picked = () => document.querySelector("input").files[0];

export function addPicker() {
  const picker = document.createElement("input");
  picker.type = "file";
  document.body.append(picker);
}

/**
 * Seals the picked file as acts/seal-to-device.js does, but for the storing.
 * @param {{workers: number, fromMemory: boolean, name: object, salt: string}} options salt as base64url, content key
 *   too; `fromMemory`: the file is read before the clock starts
 * @returns seconds, without the start of the workers, and the digest of all parts
 */
export async function seal({ workers, fromMemory, name, salt }) {
  const bridge = new WorkerBridge("seal", workers);
  const stream = new SourceStream(picked());
  const sizeBytes = picked().size;
  const common = {
    name: { ...name, contentKey: fromBase64url(name.contentKey) },
    salt: fromBase64url(salt),
    sizeBytes,
    partChunks: PART_CHUNKS,
  };
  const count = partCount(sealedSizeBytes(sizeBytes), PART_CHUNKS);
  const read = async (buffer, partIndex) => {
    await stream.fill(new Uint8Array(buffer, 0, partDataBytes(partIndex, PART_CHUNKS, sizeBytes)));
    return buffer;
  };
  const inMemory = [];
  for (let index = 0; fromMemory && index < count; index += 1) inMemory.push(await read(newData(), index));
  const lanes = Array.from({ length: workers + 1 }, () => ({ data: newData(), room: newRoom() }));
  const sealPart = async ({ data, room }, partIndex) => {
    const payload = { ...common, partIndex, data, room };
    return await bridge.run("sealPart", payload, { transfer: [data, room] });
  };
  // The first jobs start the workers, which load and compile libsodium.
  await Promise.all(lanes.map(async (lane, index) => Object.assign(lane, await sealPart(lane, index))));

  const hashes = [];
  let reading = Promise.resolve();
  let next = 0;
  const work = async (lane) => {
    while (next < count) {
      const partIndex = next;
      next += 1;
      if (fromMemory) lane.data = inMemory[partIndex];
      else reading = reading.then(() => read(lane.data, partIndex));
      await reading;
      Object.assign(lane, await sealPart(lane, partIndex));
      hashes[partIndex] = lane.sha256;
    }
  };
  const start = performance.now();
  await Promise.all(lanes.map(work));
  const seconds = (performance.now() - start) / 1000;
  bridge.close();
  const digest = await digestOfParts(hashes.map((hash) => fromHex(hash)));
  return { seconds, partsSha256: toHex(digest) };
}

/** Seconds that each step of sealing takes alone, in one thread, for the whole file. */
export async function steps() {
  const source = picked();
  const region = await chunkRegion();
  const chunkKey = { key: new Uint8Array(32), baseNonce: new Uint8Array(12) };
  const rounds = source.size / REGION_BYTES;
  const part = new Uint8Array(PART_CHUNKS * SEALED_CHUNK_BYTES);
  const data = new Uint8Array(REGION_BYTES);
  const timed = async (work) => {
    const start = performance.now();
    for (let round = 0; round < rounds; round += 1) await work(round);
    return (performance.now() - start) / 1000;
  };
  const start = performance.now();
  const stream = new SourceStream(source);
  for (let round = 0; round < rounds; round += 1) await stream.fill(data);
  const reading = (performance.now() - start) / 1000;
  const cipher = await timed((round) =>
    region.seal(chunkKey, round * REGION_CHUNKS, REGION_BYTES, REGION_CHUNKS),
  );
  const copying = await timed(() => {
    region.plain.set(data);
    part.set(region.sealed);
    region.clearPlain(REGION_BYTES);
  });
  const hashing = await timed((round) => (round % 4 === 0 ? sha256Hex(part) : undefined));
  return { reading, cipher, copying, hashing };
}
