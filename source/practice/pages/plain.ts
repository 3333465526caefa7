/** Bare pages, as Zoho's front servers send them where a program expected JSON. */
const plain = (title: string, text: string): string =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;

export const badRequestPage = plain('400 Bad Request', 'The request could not be understood.');
export const serverErrorPage = plain('500 Internal Server Error', 'Something went wrong. Try again later.');
