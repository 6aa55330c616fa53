/** The functions of tesseract's C++ interface that we use: https://github.com/tesseract-ocr/tesseract, baseapi.h. */
export interface TessBaseAPI {
  Init(folder: string | null, language: string, engine: number): number;
  SetVariable(name: string, value: string): boolean;
  SetPageSegMode(mode: number): void;
  SetImageFile(orientation?: number, angle?: number): number;
  SetRectangle(left: number, top: number, width: number, height: number): void;
  Recognize(monitor: null): number;
  GetTSVText(page: number): string;
  Clear(): void;
}
export interface Tesseract {
  FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  TessBaseAPI: new () => TessBaseAPI;
}
export function makeTesseract(options: {
  locateFile: (name: string) => string;
  print?: (line: string) => void;
  printErr?: (line: string) => void;
}): Promise<Tesseract>;
export const folder: string;
