/** A first read with what people have at hand, ready to be copied. */
export function clients(api: string): readonly { readonly name: string; readonly code: string }[] {
  return [
    { name: "curl", code: `curl -F image=@picture.jpg ${api}/read` },
    {
      name: "Python",
      code: `import httpx

with open("picture.jpg", "rb") as picture:
    answer = httpx.post("${api}/read", files={"image": picture}, timeout=60)
print(answer.raise_for_status().json()["text"])`,
    },
    {
      name: "JavaScript",
      code: `const form = new FormData();
form.append("image", file); // of an <input type="file">
const answer = await fetch("${api}/read", { method: "POST", body: form });
console.log((await answer.json()).text);`,
    },
  ];
}
