// Moving through the versions: the slider opens each beside the one before.

const slide = document.getElementById("slide");
if (slide) {
  slide.closest("[data-with-script]").hidden = false;
  slide.addEventListener("change", () => {
    location.search = `?to=${slide.value}`;
  });
}
