// Unpacks Chromium (with the libraries it needs) and prints its path and its library folder.
process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs22.x"; // this makes it unpack its libraries too
const { default: chromium } = await import("@sparticuz/chromium");
console.log(await chromium.executablePath());
console.log(process.env.LD_LIBRARY_PATH ?? "");
