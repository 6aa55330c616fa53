// Other page finders at work in a page, for bench/measure_page_finding.py. Each is given a decoded photo and answers with
// four corners in px of the photo, or null. OpenCV and jscanify are scripts of their own, loaded before.

const SMALL_EDGE_PX = 800;

const finders = {
  jscanify: (canvas) => byJscanify(canvas),
  "jscanify, 800 px": (canvas) => onSmallCopy(canvas, byJscanify),
  "scanic, classical": async (canvas) => {
    const { scanDocument } = await import("/scanic/dist/scanic.js");
    const { success, corners } = await scanDocument(canvas);
    if (!success || !corners) return null;
    return [corners.topLeft, corners.topRight, corners.bottomRight, corners.bottomLeft].map(({ x, y }) => [
      x,
      y,
    ]);
  },
  "OpenCV, plain": (canvas) => onSmallCopy(canvas, byContours),
};

/** @param {string} name of a finder, which is given the photo that was picked */
globalThis.findBy = async (name) => {
  const [blob] = document.querySelector("input").files;
  const start = performance.now();
  const bitmap = await createImageBitmap(blob);
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  const corners = await finders[name](canvas);
  return { corners, ms: performance.now() - start };
};

function byJscanify(canvas) {
  const { cv, jscanify } = globalThis;
  const scanner = new jscanify();
  const image = cv.imread(canvas);
  try {
    const contour = scanner.findPaperContour(image);
    if (!contour) return null;
    const found = scanner.getCornerPoints(contour);
    const corners = [
      found.topLeftCorner,
      found.topRightCorner,
      found.bottomRightCorner,
      found.bottomLeftCorner,
    ];
    return corners.every(Boolean) ? corners.map(({ x, y }) => [x, y]) : null;
  } finally {
    image.delete();
  }
}

async function onSmallCopy(canvas, find) {
  const scale = Math.min(1, SMALL_EDGE_PX / Math.max(canvas.width, canvas.height));
  const small = document.createElement("canvas");
  small.width = Math.round(canvas.width * scale);
  small.height = Math.round(canvas.height * scale);
  small.getContext("2d").drawImage(canvas, 0, 0, small.width, small.height);
  const corners = await find(small);
  return corners?.map(([x, y]) => [x / scale, y / scale]) ?? null;
}

/** What most tutorials do: edges, thickened; of the outlines that have four corners, the largest. */
function byContours(canvas) {
  const { cv } = globalThis;
  const image = cv.imread(canvas);
  const edges = new cv.Mat();
  cv.cvtColor(image, edges, cv.COLOR_RGBA2GRAY);
  cv.GaussianBlur(edges, edges, new cv.Size(5, 5), 0);
  cv.Canny(edges, edges, 40, 120);
  const kernel = cv.Mat.ones(5, 5, cv.CV_8U);
  cv.morphologyEx(edges, edges, cv.MORPH_CLOSE, kernel);
  const [contours, hierarchy] = [new cv.MatVector(), new cv.Mat()];
  cv.findContours(edges, contours, hierarchy, cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
  let [best, area] = [null, 0];
  for (let index = 0; index < contours.size(); index += 1) {
    const hull = new cv.Mat();
    cv.convexHull(contours.get(index), hull);
    const four = new cv.Mat();
    cv.approxPolyDP(hull, four, 0.02 * cv.arcLength(hull, true), true);
    if (four.rows === 4 && cv.contourArea(four) > area) {
      area = cv.contourArea(four);
      best = [0, 1, 2, 3].map((row) => [four.data32S[2 * row], four.data32S[2 * row + 1]]);
    }
    hull.delete();
    four.delete();
  }
  for (const used of [image, edges, kernel, contours, hierarchy]) used.delete();
  return best;
}
