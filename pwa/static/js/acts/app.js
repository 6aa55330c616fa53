// The one object that a page of the app is made of: signals that screens show, and what acts work with.
// Nothing else is global. Screens read the signals and call acts; only acts write.

import { signal } from "../../vendor/signals.js";
import { SecondLookError } from "../errors.js";
import { RelayClient } from "../relay/relay-client.js";
import { bridgeTo } from "../workers/bridge.js";
import { ImageWork } from "../workers/image-work.js";
import { ReadWork } from "../workers/read-work.js";
import { ScanWork } from "../workers/scan-work.js";

const SEALING_WORKERS = 2;
const OPENING_WORKERS = 2;

/**
 * @typedef {"starting" | "signed-out" | "signed-in" | "locked" | "broken"} Phase
 * @typedef {"patient" | "caregiver" | "reviewer"} Role
 *
 * @typedef {object} AccountView
 * @property {string} accountId hex
 * @property {Role} role
 * @property {string[]} words six, to compare by telephone
 * @property {{passkeys: number, recovery: boolean}} wayIns
 * @property {boolean} prf whether the passkey of this device opens the account
 * @property {boolean} deviceOnly true while only this device (or paper) can open the account
 *
 * @typedef {object} PageView
 * @property {string} envelopeId
 * @property {string} name
 * @property {string} mediaType
 * @property {0 | 90 | 180 | 270} rotationDegrees
 * @property {number} sizeBytes
 * @property {ScanView | null} scan null where nobody looked at it
 * @property {boolean} isRead whether its text is kept with it
 *
 * @typedef {object} ScanView what the device saw of a photographed page
 * @property {number[] | null} bends of its sides, as in a record; null: straight
 * @property {number[] | null} corners as in a record; null: the whole photo
 * @property {import("../scan/judge-page.js").Finding[]} findings why it may be hard to read
 * @property {boolean} isKept the person wants it all the same
 * @property {import("../wire/record.js").Look} look as it is shown
 *
 * @typedef {object} RecordView
 * @property {string} recordId
 * @property {string} kind
 * @property {string} title
 * @property {string | null} date
 * @property {string} source
 * @property {"on-device" | "sending" | "sent"} state
 * @property {{doneBytes: number, totalBytes: number}} progress
 * @property {SecondLookError | null} problem
 * @property {PageView[]} pages
 * @property {import("../wire/record.js").LaboratoryValue[]} values
 *
 * @typedef {object} ConsentView
 * @property {string} consentId
 * @property {{accountId: string, name: string, clinicName: string}} reviewer
 * @property {string[]} recordIds
 * @property {string[]} recordTitles
 * @property {number} endsAtMs
 * @property {number} givenMs
 * @property {"live" | "withdrawn" | "ended"} state
 * @property {number[]} openedMs
 * @property {number | null} withdrawnMs
 * @property {number | null} relayDeletedMs
 * @property {number | null} copiesDeletedMs
 *
 * @typedef {object} CaseView
 * @property {string} caseId
 * @property {RecordView[]} records
 * @property {ConsentView[]} consents
 *
 * @typedef {import("./drafts.js").Described & {draftId: string, updatedMs: number, pages: PageView[]}} DraftView
 *
 * @typedef {object} ReviewerView
 * @property {string} accountId
 * @property {string} name
 * @property {string} specialty
 * @property {string} credentials
 * @property {string[]} languages
 * @property {string[]} words
 * @property {string} qrText
 * @property {"active" | "expired" | "revoked"} state
 *
 * @typedef {object} DirectoryView
 * @property {{name: string, address: string, words: string[], clinicPublic: string, pinned: "link" | "first-use"}} clinic
 * @property {ReviewerView[]} reviewers
 *
 * @typedef {object} TransferView
 * @property {"idle" | "sending" | "waiting-for-line" | "paused-problem"} state
 * @property {number} doneBytes
 * @property {number} totalBytes
 * @property {SecondLookError | null} problem
 *
 * @typedef {object} InboxEntry
 * @property {string} caseId
 * @property {string} consentId
 * @property {string[]} patientWords
 * @property {number} recordCount
 * @property {string} question "" until the consent was opened and checked
 * @property {number} givenMs
 * @property {number} endsAtMs
 * @property {"new" | "opened" | "over"} state
 * @property {{reason: "withdrawn" | "ended", copiesDeleted: boolean} | null} over
 * @property {SecondLookError | null} problem nothing else of this case may be shown
 *
 * @typedef {{values: import("../local-store/sealed-values.js").SealedValues,
 *   parts: import("../local-store/sealed-parts.js").SealedParts}} Store
 */

/** @returns {TransferView} */
export const idleTransfer = () => ({ state: "idle", doneBytes: 0, totalBytes: 0, problem: null });

/** What one page of the app holds: made once, empty of any account until somebody signs in. */
export class App {
  constructor() {
    this.phase = signal(/** @type {Phase} */ ("starting"));
    this.fatal = signal(/** @type {SecondLookError | null} */ (null));
    this.account = signal(/** @type {AccountView | null} */ (null));
    this.online = signal(globalThis.navigator?.onLine ?? true);
    this.relayReachable = signal(true);
    this.caseView = signal(/** @type {CaseView | null} */ (null));
    this.drafts = signal(/** @type {DraftView[]} */ ([]));
    this.directory = signal(/** @type {DirectoryView | null} */ (null));
    this.transfer = signal(idleTransfer());
    this.inbox = signal(/** @type {InboxEntry[]} */ ([]));
    this.problem = signal(/** @type {Error | null} */ (null));
    this.application = signal(/** @type {null | "none" | "waiting" | "approved" | "revoked"} */ (null));

    this.relay = new RelayClient({
      onReachable: (reachable) => {
        this.relayReachable.value = reachable;
      },
      onSignInNeeded: () => {
        if (this.phase.value === "signed-in" || this.phase.value === "locked")
          this.phase.value = "signed-out";
      },
    });
    this.sealing = bridgeTo("seal", SEALING_WORKERS);
    this.hashing = bridgeTo("hash", 1);
    this.opening = bridgeTo("open", OPENING_WORKERS);
    this.images = new ImageWork();
    this.scanning = new ScanWork();
    this.reading = new ReadWork();
    this.pdfs = bridgeTo("pdf", 1);
    /** @type {string | null} the clinic of the link that was opened, base64url */
    this.clinicLink = null;
    /** @type {IDBDatabase | null} */
    this.database = null;
    /** @type {import("../local-store/locks.js").OtherTabs | null} */
    this.otherTabs = null;
    /** @type {Store | null} open while this device holds an account */
    this.store = null;
    /** @type {import("../keys/account.js").Account | null} */
    this.keys = null;
    /** @type {import("./own-account.js").DeviceFacts | null} */
    this.deviceFacts = null;
    /** @type {import("./own-case.js").OwnCase | null} */
    this.ownCase = null;
    /** @type {import("../case/directory.js").Directory | null} verified in this page */
    this.verifiedDirectory = null;
    /** @type {Map<string, import("./reviewed-case.js").ReviewedCase>} by case id */
    this.reviewedCases = new Map();
    /** @type {Map<string, import("../wire/record.js").RecordPart>} private parts of records, by record id */
    this.openedRecords = new Map();
    /** @type {Map<string, import("./drafts.js").StoredPage>} pages of drafts and of the outbox, by envelope id */
    this.heldPages = new Map();
    /** @type {Map<string, Pick<RecordView, "state" | "progress" | "problem">>} what is on its way, by record id */
    this.outgoingNow = new Map();
    /** @type {Promise<void> | null} the sending that is going on in this tab */
    this.sendingNow = null;
    this.sendAgain = false;
    this.stopSending = new AbortController();
    /** What the relay is being told about leaving. */
    this.leaving = Promise.resolve();
    this.markStarted = () => {};
    /** @type {Promise<void>} the app knows what is kept here, and has asked the relay who is signed in */
    this.started = new Promise((resolve) => {
      this.markStarted = resolve;
    });
    this.goingOn = false;
    /** @type {Set<Promise<void>>} that are under way */
    this.refreshes = new Set();
    /** How often in a row the line was in the way. */
    this.troubledTries = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.retryTimer = undefined;
  }

  /** Two answers about who is signed in must never cross: nobody begins to sign in before this. */
  async readyToSignIn() {
    await this.started;
    await this.leaving;
  }

  /** @returns {Store} */
  requireStore() {
    if (!this.store) throw new SecondLookError("sign-in-needed");
    return this.store;
  }

  /** @returns {import("../keys/account.js").Account} */
  requireKeys() {
    if (!this.keys) throw new SecondLookError("sign-in-needed");
    return this.keys;
  }

  /** @returns {import("./own-account.js").DeviceFacts} */
  requireDeviceFacts() {
    if (!this.deviceFacts) throw new SecondLookError("sign-in-needed");
    return this.deviceFacts;
  }

  /** @returns {IDBDatabase} */
  requireDatabase() {
    if (!this.database) throw new SecondLookError("storage-refused");
    return this.database;
  }
}

/** @returns {App} */
export function createApp() {
  return new App();
}
