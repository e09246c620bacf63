"""Everything that a page shows as Markdown is ours, or was escaped: read from the code itself.

What reaches Streamlit is followed back to where it is written: a literal, a text of the catalogue,
a number, or what `atlas/text/markdown.py` returns. What a function is given is none of these: it is
escaped where it is shown.
"""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(
    path for folder in ("pages", "atlas/ui", "atlas/state") for path in (ROOT / folder).glob("*.py")
)
#: what reads its first argument as Markdown, and what the words beside it are called
SHOWS = {
    *("markdown", "caption", "header", "subheader", "title", "info", "warning", "error", "success"),
    *("toast", "button", "popover", "expander", "metric", "page_link", "download_button"),
    *("selectbox", "multiselect", "segmented_control", "text_input", "text_area", "slider"),
    *("toggle", "checkbox", "file_uploader", "link_button", "write"),
}
WORDS = {"help", "label", "body"}
#: modules whose functions return texts of ours, numbers in words among them
OURS = {"i18n", "markdown"}
#: methods of texts that add nothing but what they are given
KEEPS = {"format", "join", "removesuffix"}
#: attributes that hold numbers
NUMBERS = {"year"}
SCOPES = (ast.FunctionDef, ast.Lambda, ast.Module, ast.GeneratorExp, ast.ListComp)


def parts_of(node: ast.expr | None) -> Sequence[ast.expr] | None:
    """Return the expressions that a text is put together from; None where that is not known."""
    parts: Sequence[ast.expr] | None = None
    match node:
        case None | ast.Constant() | ast.Name():
            parts = ()
        case ast.Attribute(attr=name) if name.isupper() or name in NUMBERS:
            parts = ()
        case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
            parts = (part,)
        case ast.FormattedValue(value=part) | ast.Starred(value=part) | ast.Subscript(value=part):
            parts = (part,)
        case ast.IfExp(body=first, orelse=second) | ast.BinOp(left=first, right=second):
            parts = (first, second)
        case ast.JoinedStr(values=every) | ast.BoolOp(values=every):
            parts = every
        case ast.List(elts=every) | ast.Tuple(elts=every):
            parts = every
    return parts


class Reader:
    """Follows what an expression of one file is made of."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }
        self.modules = dict(self.imported())
        #: what is being followed already, so that a name that leads to itself ends
        self.followed: set[tuple[str, int]] = set()

    def imported(self) -> Iterator[tuple[str, Path]]:
        """Yield the modules of ours that the file imports, by the name that it has for each."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("atlas"):
                for name in node.names:
                    module = ROOT / str(node.module).replace(".", "/") / f"{name.name}.py"
                    if module.exists():
                        yield name.asname or name.name, module

    def scopes(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the functions around a node, the innermost first, and the module."""
        while node in self.parents:
            node = self.parents[node]
            if isinstance(node, SCOPES):
                yield node

    def is_ours(self, node: ast.expr | None) -> bool:
        """Say whether an expression holds nothing but texts of ours and escaped ones."""
        if isinstance(node, ast.Name) and not node.id.isupper():
            return self.is_name_ours(node, node.id)
        if isinstance(node, ast.Call):
            return self.is_call_ours(node)
        parts = parts_of(node)
        return parts is not None and all(map(self.is_ours, parts))

    def is_call_ours(self, call: ast.Call) -> bool:
        values = [*call.args, *(word.value for word in call.keywords)]
        name = ast.unparse(call.func)
        module, _dot, attribute = name.rpartition(".")
        if name in {"_", "ngettext", "len"} or module in OURS:
            return True
        if name == "map":
            return ast.unparse(values[0]).split(".")[0] in OURS
        if isinstance(call.func, ast.Attribute) and attribute in KEEPS:
            return self.is_ours(call.func.value) and all(map(self.is_ours, values))
        if module in self.modules:
            return Reader(self.modules[module]).returns_ours(attribute)
        return not module and self.returns_ours(name, values)

    def returns_ours(self, name: str, values: Sequence[ast.expr] = ()) -> bool:
        """Say whether a function of this file returns texts of ours alone.

        `values`: what it is called with; where they are ours, so are its parameters.
        """
        made = next((node for node in self.tree.body if getattr(node, "name", "") == name), None)
        if not isinstance(made, ast.FunctionDef):
            return False
        if values and all(map(self.is_ours, values)):
            self.followed |= {(one.arg, id(made)) for one in made.args.args}
        returned = [node for node in ast.walk(made) if isinstance(node, ast.Return)]
        return bool(returned) and all(self.is_ours(one.value) for one in returned)

    def is_name_ours(self, node: ast.AST, name: str) -> bool:
        for scope in self.scopes(node):
            if (name, id(scope)) in self.followed:
                return True
            if isinstance(scope, ast.FunctionDef):
                for parameter in [*scope.args.args, *scope.args.kwonlyargs]:
                    if parameter.arg == name:
                        return ast.unparse(parameter.annotation or ast.Name("Any")) == "int"
            values = list(self.given(scope, name))
            if values:
                self.followed.add((name, id(scope)))
                return all(value is not None and self.is_ours(value) for value in values)
        return False

    def given(self, scope: ast.AST, name: str) -> Iterator[ast.expr | None]:
        """Yield every value that a name is given in a scope; None for one that is not known."""
        for node in ast.walk(scope):
            match node:
                case ast.Assign(targets=targets, value=value):
                    for target in targets:
                        if isinstance(target, ast.Name) and target.id == name:
                            yield value
                        elif isinstance(target, ast.Tuple) and any(
                            isinstance(part, ast.Name) and part.id == name for part in target.elts
                        ):
                            if isinstance(value, ast.Tuple):
                                place = [getattr(p, "id", "") for p in target.elts].index(name)
                                yield value.elts[place]
                            else:
                                yield None
                case ast.AnnAssign(target=ast.Name(id=found), value=value) if found == name:
                    yield value
                case ast.AugAssign(target=ast.Name(id=found), value=value) if found == name:
                    yield value
                case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                    yield value
                case ast.For(target=target, iter=run) | ast.comprehension(target=target, iter=run):
                    names = [part.id for part in ast.walk(target) if isinstance(part, ast.Name)]
                    if name in names:
                        counted = ast.unparse(run).startswith("enumerate(") and name == names[0]
                        yield ast.Constant(0) if counted else run if len(names) == 1 else None


def shown(path: Path) -> Iterator[tuple[int, ast.expr]]:
    reader = Reader(path)
    for node in ast.walk(reader.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr not in SHOWS or ast.unparse(node.func.value) != "st":
            continue
        first = node.args[1:2] if node.func.attr == "page_link" else node.args[:1]
        if node.func.attr == "metric":
            first = node.args[:2]
        words = [word.value for word in node.keywords if word.arg in WORDS]
        for value in [*first, *words]:
            reader.followed.clear()
            if not reader.is_ours(value):
                yield value.lineno, value


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_shows_is_ours_or_escaped(path: Path) -> None:
    open_ends = [f"{path.name}:{line}: {ast.unparse(value)}" for line, value in shown(path)]
    assert not open_ends, "\n".join(open_ends)


@pytest.mark.parametrize(
    "code",
    [
        "def show(name):\n    st.caption(name)",
        "def show(row):\n    st.markdown(f'**{row.name}**')",
        "def show(rows):\n    st.caption(', '.join(row for row in rows))",
        "words = _('{name} grew').format(name=row['name'])\nst.info(words)",
        "st.metric(_('Members'), 12, help=find_note())",
    ],
)
def test_what_is_not_escaped_is_found(code: str, tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text(code, encoding="utf-8")
    assert len(list(shown(path))) == 1
