/** Where the file of an export is fetched; the session says for whom. */
export function fileAddress(exportId: string): string {
  return `/api/exports/${exportId}/file`;
}

/** Has the browser fetch the file, as a click on its link would. */
export function download(exportId: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = fileAddress(exportId);
  link.download = fileName;
  link.click();
}
