// One tab at a time does what two must not do at once: sending, adding to a chain, changing a draft.

/** @type {Map<string, Promise<unknown>>} */
const turnsInThisPage = new Map();

/** True where tabs can wait for one another; else only this page's own acts can. */
export function tabsCanWait() {
  return Boolean(globalThis.navigator?.locks);
}

/**
 * Runs `work` while no other tab (or, without Web Locks, no other act of this page) holds `name`.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileAlone(name, work) {
  const lockName = `second-look/${name}`;
  if (tabsCanWait()) return await navigator.locks.request(lockName, work);
  const before = turnsInThisPage.get(lockName) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settledTurn = mine.catch(() => {});
  turnsInThisPage.set(lockName, settledTurn);
  try {
    return await mine;
  } finally {
    if (turnsInThisPage.get(lockName) === settledTurn) turnsInThisPage.delete(lockName);
  }
}

/**
 * Runs `work` beside others that also share `name`; whoever wants it alone waits.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileShared(name, work) {
  if (tabsCanWait()) return await navigator.locks.request(`second-look/${name}`, { mode: "shared" }, work);
  return await work();
}

/**
 * Runs `work` alone if nobody holds `name` now; else resolves with undefined at once. Without Web Locks it
 * never runs, since another tab could be at work unseen.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export async function ifNobodyElse(name, work) {
  if (!tabsCanWait()) return undefined;
  return await navigator.locks.request(`second-look/${name}`, { ifAvailable: true }, async (lock) =>
    lock ? await work() : undefined,
  );
}

/**
 * Tells the other tabs of this app that something they show has changed, and hears it from them.
 * @typedef {"store-changed" | "account-changed"} TabNews
 */
export class OtherTabs {
  /** @param {(news: TabNews) => Promise<void>} onNews never rejects; called again only when it is done */
  constructor(onNews) {
    let heard = Promise.resolve();
    /** @type {BroadcastChannel | null} */
    this.channel = globalThis.BroadcastChannel ? new BroadcastChannel("second-look") : null;
    if (this.channel) {
      this.channel.onmessage = ({ data }) => {
        if (data !== "store-changed" && data !== "account-changed") return;
        // Who is signed in after one piece of news decides what the next one means.
        heard = heard.then(() => onNews(data));
      };
    }
  }

  /** @param {TabNews} news */
  tell(news) {
    this.channel?.postMessage(news);
  }

  close() {
    this.channel?.close();
  }
}
