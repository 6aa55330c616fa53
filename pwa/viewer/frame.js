// The document frame: joins the parts. It runs without an origin, storage, cookies or network (sandbox, and the
// policy that /viewer/ answers with), because what it draws was made by strangers.
//
// From the page around it:  open {ticket, bytes, page, turn, shown} · picture {ticket, bytes, edge} · page {page} ·
//   command {command} · thumbnail {ticket, page, edge} · asset {name, bytes}
// To it:  opened {ticket, kind, pages, cut} · failed {ticket, problem} · view {ticket, page, turn, fit, zoomPercent} ·
//   drawn {ticket, page, width, height} · thumbnail {ticket, page, width, height, pixels} · wanted {command} ·
//   asset-wanted {name}

import { Desk } from "./desk.js";
import { MAX_THUMBNAIL_EDGE } from "./limits.js";
import { openDocument } from "./open-document.js";
import { connect, Port } from "./port.js";
import { DocumentProblem } from "./problem.js";

const port = new Port(await connect());
const desk = new Desk(
  /** @type {HTMLElement} */ (document.getElementById("desk")),
  /** @type {HTMLElement} */ (document.getElementById("sheet")),
  port,
);
let newestTicket = 0;

port.listen((message) => {
  const answer = answers[message.type];
  if (answer) Promise.resolve(answer(message)).catch((error) => port.fail(Number(message.ticket), error));
});

/** @type {Record<string, (message: any) => unknown>} */
const answers = {
  open,
  picture,
  thumbnail,
  page: ({ page }) => desk.go(page),
  command: ({ command }) => desk.command(command),
};

/**
 * @param {{ticket: number, bytes: ArrayBuffer, page: number, turn: number,
 *   shown: import("./flat-image.js").Shown | null}} wanted
 */
async function open({ ticket, bytes, page, turn, shown }) {
  newestTicket = ticket;
  desk.clear();
  const opened = await openDocument(bytes, port, shown);
  if (ticket !== newestTicket) {
    opened.close();
    return;
  }
  port.send({ type: "opened", ticket, kind: opened.kind, pages: opened.pages, cut: opened.cut });
  await desk.show(opened, { ticket, page, turn });
}

/** A small picture of bytes that are not opened for reading. @param {{ticket: number, bytes: ArrayBuffer, edge: number}} wanted */
async function picture({ ticket, bytes, edge }) {
  const opened = await openDocument(bytes, port);
  try {
    sendThumbnail(ticket, 1, await opened.thumbnail(1, Math.min(edge, MAX_THUMBNAIL_EDGE)));
  } finally {
    opened.close();
  }
}

/** A small picture of a page of the open document. @param {{ticket: number, page: number, edge: number}} wanted */
async function thumbnail({ ticket, page, edge }) {
  if (!desk.document) throw new DocumentProblem("page-damaged");
  sendThumbnail(ticket, page, await desk.document.thumbnail(page, Math.min(edge, MAX_THUMBNAIL_EDGE)));
}

/** @param {number} ticket @param {number} page @param {ImageData} picture */
function sendThumbnail(ticket, page, { width, height, data }) {
  port.send({ type: "thumbnail", ticket, page, width, height, pixels: data.buffer }, [data.buffer]);
}
