/** A new antiforgery token for the form, once somebody is signed in again. Resolves to whether somebody is. */
export async function renewToken(form) {
  const answer = await fetch(`/admin/pages/${form.dataset.page}?handler=Token`, { redirect: "manual" });
  const token = answer.status === 200 ? (await answer.json()).token : undefined;
  if (token) {
    form.elements.__RequestVerificationToken.value = token;
  }
  return !!token;
}
