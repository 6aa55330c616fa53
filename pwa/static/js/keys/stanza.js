// Stanzas, where acts look for what wraps keys. They are made and opened one layer below, because a case's chain needs
// them too.

export { makeStanza, openStanza } from "../crypto/stanza.js";
