// Aiming the camera: one picture after the other is looked at, the photo is taken once all is still, and it ends when it
// is told to.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aimCamera } from "../../../pwa/static/js/acts/aim-camera.js";

const PAGE = [
  { x: 0.1, y: 0.1 },
  { x: 0.9, y: 0.1 },
  { x: 0.9, y: 0.9 },
  { x: 0.1, y: 0.9 },
];
const SEEN = { outline: PAGE, light: 180, sharpness: 1 };
const AFTER = 3;

const real = {};
/** Frames that were made and not given back. */
let open = 0;
class Frame {
  constructor({ videoWidth, videoHeight }) {
    open += 1;
    this.displayWidth = videoWidth;
    this.displayHeight = videoHeight;
  }
  close() {
    open -= 1;
  }
}

before(() => {
  // What a browser has and Node has not.
  const browser = {
    HTMLMediaElement: { HAVE_CURRENT_DATA: 2 },
    VideoFrame: Frame,
    requestAnimationFrame: (work) => setTimeout(work, 0),
  };
  for (const [name, value] of Object.entries(browser)) {
    real[name] = globalThis[name];
    globalThis[name] = value;
  }
});
after(() => Object.assign(globalThis, real));

const video = (more = {}) => ({ videoWidth: 1080, videoHeight: 1440, readyState: 2, ...more });

/** An app whose worker sees what `see` says. */
const appThatSees = (see) => ({ scanning: { seeFrame: async (frame) => see(frame) } });

/** Aims until `isEnough`; what was shown, and how many photos were taken. */
async function aim(app, picture, isEnough) {
  const stop = new AbortController();
  const shown = [];
  let taken = 0;
  const look = () => isEnough({ shown, taken }) && stop.abort();
  await aimCamera(app, picture, {
    signal: stop.signal,
    onAim: (one) => {
      shown.push(one);
      look();
    },
    onSteady: async () => {
      taken += 1;
      look();
    },
  });
  return { shown, taken };
}

test("a page that is held still is taken, once", async () => {
  const { shown, taken } = await aim(
    appThatSees(() => SEEN),
    video(),
    (so) => so.taken > 0 && so.shown.slice(-AFTER).every(({ guidance }) => guidance === "still"),
  );
  assert.equal(taken, 1, "the page that was just taken is not taken again");
  assert.equal(shown[0].guidance, "still");
  assert.ok(shown.some(({ guidance }) => guidance === "steady"));
  assert.deepEqual(shown[0].outline, PAGE);
  assert.equal(open, 0, "every frame is given back");
});

test("while the camera gives no picture nothing is looked at", async () => {
  let looked = 0;
  const picture = video({ readyState: 0 });
  setTimeout(() => {
    assert.equal(looked, 0);
    picture.readyState = 2;
  }, 150);
  const app = appThatSees(() => {
    looked += 1;
    return { ...SEEN, outline: null };
  });
  const { shown } = await aim(app, picture, () => true);
  assert.deepEqual(
    shown.map(({ guidance }) => guidance),
    ["searching"],
  );
});

test("what is seen after the end is shown to nobody", async () => {
  const stop = new AbortController();
  const app = appThatSees(() => {
    stop.abort();
    return SEEN;
  });
  const never = () => assert.fail("after the end");
  await aimCamera(app, video(), { signal: stop.signal, onAim: never, onSteady: never });
});

test("where pages can't be found it ends with the reason", async () => {
  const app = appThatSees(() => {
    throw new RangeError("no network");
  });
  await assert.rejects(
    aim(app, video(), () => false),
    RangeError,
  );
  assert.equal(open, 0);
});

test("a browser without such frames, or with frames of another shape, gives small pictures", async () => {
  const turned = class extends Frame {
    constructor({ videoWidth, videoHeight }) {
      super({ videoWidth: videoHeight, videoHeight: videoWidth });
    }
  };
  for (const made of [undefined, turned]) {
    globalThis.VideoFrame = made;
    const sizes = [];
    globalThis.createImageBitmap = async (_, { resizeWidth, resizeHeight }) => {
      sizes.push([resizeWidth, resizeHeight]);
      return { close() {} };
    };
    await aim(
      appThatSees(() => SEEN),
      video(),
      () => true,
    );
    assert.deepEqual(sizes, [[360, 480]]);
    assert.equal(open, 0);
  }
  delete globalThis.createImageBitmap;
  globalThis.VideoFrame = Frame;
});
