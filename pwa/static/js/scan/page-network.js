// The network that finds the page: scripts/page_detector/network.py, layer by layer, run by TensorFlow.js in
// WebAssembly. Its weights are one file of 16-bit floats in the order in which the layers are built here; batch
// normalisation is folded into the convolutions.

import { folder, setWasmPaths } from "../../vendor/tfjs-wasm.js";
import { tf } from "../../vendor/tfjs.js";
import { refuse, SecondLookError } from "../errors.js";
import { CANVAS_PX, MAP_CELLS } from "./canvas.js";

/** @typedef {import("../../vendor/tfjs.js").tf.Tensor4D} Tensor (1, height, width, channels) */
/** @typedef {(x: Tensor) => Tensor} Layer */

const STEM = 16;
const DECODED = 32;
const MAPS = 3;
/** Of each stage: channels, blocks, widening, size of the neighbourhood. */
const STAGES = Object.freeze([
  [20, 2, 3, 3],
  [32, 2, 4, 3],
  [56, 3, 4, 5],
  [88, 3, 4, 5],
]);
const WEIGHTS_ADDRESS = new URL("./page-network.weights", import.meta.url).href;
const BYTES_OF_WEIGHT = 2;

/** Weights in the order of the file. */
class Weights {
  /** @param {Uint16Array} halves */
  constructor(halves) {
    this.halves = halves;
    this.next = 0;
  }

  /** @param {readonly number[]} shape */
  take(shape) {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = new Float32Array(count);
    for (let index = 0; index < count; index += 1)
      values[index] = toFloat(/** @type {number} */ (this.halves[this.next + index]));
    this.next += count;
    return tf.tensor(values, [...shape]);
  }
}

/** A half-precision float (IEEE 754 binary16) as a number. @param {number} half */
function toFloat(half) {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * @param {Weights} weights @param {number} inputs @param {number} outputs @param {number} size @param {number} stride
 * @param {boolean} clipped followed by ReLU6
 * @returns {Layer}
 */
function convolution(weights, inputs, outputs, size, stride, clipped) {
  const filter = /** @type {import("../../vendor/tfjs.js").tf.Tensor4D} */ (
    weights.take([size, size, inputs, outputs])
  );
  const bias = weights.take([outputs]);
  const activation = clipped ? "relu6" : "linear";
  const pad = size >> 1;
  return (x) =>
    tf.fused.conv2d({ x, filter, strides: stride, pad, dimRoundingMode: "floor", bias, activation });
}

/** Each channel by itself. @param {Weights} weights @param {number} channels @param {number} size @param {number} stride @returns {Layer} */
function depthwise(weights, channels, size, stride) {
  const filter = /** @type {import("../../vendor/tfjs.js").tf.Tensor4D} */ (
    weights.take([size, size, channels, 1])
  );
  const bias = weights.take([channels]);
  const pad = size >> 1;
  return (x) =>
    tf.fused.depthwiseConv2d({
      x,
      filter,
      strides: stride,
      pad,
      dimRoundingMode: "floor",
      bias,
      activation: "relu6",
    });
}

/**
 * @param {Weights} weights @param {number} inputs @param {number} outputs @param {number} stride @param {number} widening
 * @param {number} size
 * @returns {Layer}
 */
function invertedResidual(weights, inputs, outputs, stride, widening, size) {
  const inside = inputs * widening;
  const widen = convolution(weights, inputs, inside, 1, 1, true);
  const look = depthwise(weights, inside, size, stride);
  const narrow = convolution(weights, inside, outputs, 1, 1, false);
  const adds = stride === 1 && inputs === outputs;
  return (x) => {
    const y = narrow(look(widen(x)));
    return adds ? tf.add(x, y) : y;
  };
}

/** @param {Weights} weights @returns {Layer} */
function build(weights) {
  const stem = convolution(weights, 3, STEM, 3, 2, true);
  let inputs = STEM;
  const stages = STAGES.map(([outputs = 0, blocks = 0, widening = 0, size = 0]) => {
    const layers = Array.from({ length: blocks }, (_, index) => {
      const layer = invertedResidual(weights, inputs, outputs, index === 0 ? 2 : 1, widening, size);
      inputs = outputs;
      return layer;
    });
    return (/** @type {Tensor} */ x) => layers.reduce((y, layer) => layer(y), x);
  });
  const lateral = STAGES.map(([channels = 0]) => convolution(weights, channels, DECODED, 1, 1, false));
  const smooth = STAGES.slice(1).map(() => {
    const look = depthwise(weights, DECODED, 3, 1);
    const mix = convolution(weights, DECODED, DECODED, 1, 1, true);
    return (/** @type {Tensor} */ x) => mix(look(x));
  });
  const head = convolution(weights, DECODED, MAPS, 1, 1, false);
  return (canvas) => {
    /** @type {Tensor[]} */
    const seen = [];
    stages.reduce((x, stage) => {
      const y = stage(x);
      seen.push(y);
      return y;
    }, stem(canvas));
    const last = seen.length - 1;
    let decoded = /** @type {Layer} */ (lateral[last])(/** @type {Tensor} */ (seen[last]));
    for (let level = last - 1; level >= 0; level -= 1) {
      const [, height = 0, width = 0] = /** @type {Tensor} */ (seen[level]).shape;
      const upper = tf.image.resizeBilinear(decoded, [height, width], false, true);
      const side = /** @type {Layer} */ (lateral[level])(/** @type {Tensor} */ (seen[level]));
      decoded = /** @type {Layer} */ (smooth[level])(tf.add(upper, side));
    }
    return /** @type {Tensor} */ (tf.sigmoid(head(decoded)));
  };
}

/** @returns {Promise<ArrayBuffer>} */
async function weightsFile() {
  try {
    const answer = await fetch(WEIGHTS_ADDRESS);
    if (answer.ok) return await answer.arrayBuffer();
  } catch (cause) {
    throw new SecondLookError("app-failed", { cause });
  }
  return refuse("app-failed", "weights of the page network");
}

export class PageNetwork {
  /** @param {Layer} run */
  constructor(run) {
    this.run = run;
  }

  /** Fetches runtime and weights from the app's own files. Rejects with `app-failed` where one does not come. */
  static async load() {
    setWasmPaths(folder);
    // Where the runtime does not come this is false.
    if (!(await tf.setBackend("wasm"))) refuse("app-failed", "runtime of the page network");
    const bytes = await weightsFile();
    const weights = new Weights(new Uint16Array(bytes));
    const network = new PageNetwork(build(weights));
    if (weights.next * BYTES_OF_WEIGHT !== bytes.byteLength)
      refuse("app-failed", "weights of another network");
    return network;
  }

  /**
   * @param {Float32Array} canvas CANVAS_PX x CANVAS_PX x 3, from -1 to 1, row by row
   * @returns {import("./choose-outline.js").PageMaps}
   */
  maps(canvas) {
    const values = tf.tidy(() => {
      const x = tf.tensor4d(canvas, [1, CANVAS_PX, CANVAS_PX, 3]);
      return this.run(x).dataSync();
    });
    const count = MAP_CELLS * MAP_CELLS;
    const [page, corners, edges] = [0, 1, 2].map((map) => {
      const one = new Float32Array(count);
      for (let index = 0; index < count; index += 1)
        one[index] = /** @type {number} */ (values[index * MAPS + map]);
      return one;
    });
    return {
      page: page ?? new Float32Array(),
      corners: corners ?? new Float32Array(),
      edges: edges ?? new Float32Array(),
    };
  }
}
