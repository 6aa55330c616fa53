export const worker: string;
export const folder: string;
