export * from "@scure/bip39";
