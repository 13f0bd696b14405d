"""What a page's operators call by name: fonts, pictures, forms, opacities."""

from __future__ import annotations

from collections.abc import Mapping

from certgen.errors import RenderError
from certgen.pdf.fonts import FontSet
from certgen.pdf.picture import embedded
from certgen.pdf.syntax import number
from certgen.pdf.writer import Writer
from certgen.picture_file import Picture


class PictureSet:
    """The pictures of the assets, each put into a file when it is first drawn."""

    def __init__(self, pictures: Mapping[str, Picture], numbers: Mapping[str, int] = {}) -> None:
        self._pictures = pictures
        self._numbers = dict(numbers)

    def put(self, name: str, writer: Writer) -> int:
        """The number of the picture's object.

        Raises:
            RenderError: there is no such picture.
            TemplateError: its file is damaged.
        """
        if name not in self._numbers:
            picture = self._pictures.get(name)
            if picture is None:
                raise RenderError(f"The picture “{name}” is not part of the project.", "Add it.")
            self._numbers[name] = embedded(picture).put(writer)
        return self._numbers[name]

    def behind(self) -> PictureSet:
        """A copy for a file that begins with what was put so far."""
        return PictureSet(self._pictures, self._numbers)


class Resources:
    """The resources of one content stream and of the forms in it."""

    def __init__(
        self, writer: Writer, fonts: FontSet, pictures: PictureSet, font_dictionary: int
    ) -> None:
        self.writer = writer
        self.fonts = fonts
        self._pictures = pictures
        self._font_dictionary = font_dictionary
        self._objects: dict[str, int] = {}
        self._states: dict[str, str] = {}

    def picture(self, name: str) -> str:
        """The name of a picture of the assets. Raises as `PictureSet.put`."""
        return self.object(self._pictures.put(name, self.writer))

    def object(self, number: int) -> str:
        """The name of an image or form; distinct in the whole file."""
        name = f"X{number}"
        self._objects[name] = number
        return name

    def opacity(self, value: float) -> str:
        """The name of a graphics state with this opacity, from 0 to 1."""
        name = f"G{round(value * 1000)}"
        self._states[name] = f"<</ca {number(value)}/CA {number(value)}>>"
        return name

    def merged(self, under: Resources) -> Resources:
        """These and those of what is drawn before, with these fonts."""
        both = Resources(self.writer, self.fonts, self._pictures, self._font_dictionary)
        both._objects = under._objects | self._objects
        both._states = under._states | self._states
        return both

    def dictionary(self) -> str:
        """The resource dictionary; the fonts are an object of their own, written later."""
        objects = "".join(f"/{name} {number} 0 R" for name, number in self._objects.items())
        states = "".join(f"/{name}{state}" for name, state in self._states.items())
        return (
            f"<</Font {self._font_dictionary} 0 R"
            f"{f'/XObject<<{objects}>>' if objects else ''}"
            f"{f'/ExtGState<<{states}>>' if states else ''}>>"
        )
