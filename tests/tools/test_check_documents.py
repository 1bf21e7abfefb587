from tools.check_documents import anchors, broken_links, changelog_gaps, foreign_names

HOST = "pypi" + ".org"  # spelled so that this file passes the check it tests


def test_a_text_that_names_a_package_registry_is_found_with_its_line() -> None:
    found = list(foreign_names({"docs/a.md": f"fine\nfrom https://{HOST}/simple\n"}))
    assert found == ["docs/a.md:2: names a package registry"]


def test_a_path_of_somebodys_machine_is_found_but_a_route_is_not() -> None:
    theirs = "/" + "home/li/src"
    assert list(foreign_names({"a.py": f"open('{theirs}')"})) == ["a.py:1: names a path of one person's machine"]
    assert list(foreign_names({"a.py": "GET /api/v1/homes and ~/home/x and ./home/x"})) == []


def test_a_lock_file_that_says_where_packages_come_from_is_found() -> None:
    assert list(foreign_names({"requirements/run.txt": "--index-url https://example.test\n"})) == [
        "requirements/run.txt: says where packages are fetched from"
    ]
    assert list(foreign_names({"package-lock.json": '"resolved": "https://example.test/a.tgz"'})) == [
        "package-lock.json: says where packages are fetched from"
    ]


def test_links_to_files_folders_and_headings_that_exist_are_fine() -> None:
    texts = {
        "README.md": "[a](docs/a.md) [folder](docs) [heading](docs/a.md#two-words) [out](https://example.test)"
        "[me](#top)\n# Top\n",
        "docs/a.md": "## Two words\n[back](../README.md) ![picture](b.png)",
    }
    assert list(broken_links(texts, [*texts, "docs/b.png"])) == []


def test_links_that_lead_nowhere_are_found() -> None:
    texts = {"docs/a.md": "[x](missing.md) [y](a.md#none) [z](../../outside.md)", "README.md": "# R"}
    assert list(broken_links(texts, texts)) == [
        "docs/a.md: the link missing.md leads nowhere",
        "docs/a.md: docs/a.md has no heading #none",
        "docs/a.md: the link ../../outside.md leads nowhere",
    ]


def test_what_stands_in_code_is_no_link() -> None:
    text = "`[a](b.md)`\n```\n[c](d.md)\n```\n~~~md\n[e](f.md)\n~~~\n"
    assert list(broken_links({"README.md": text}, ["README.md"])) == []


def test_anchors_are_named_as_forges_name_them() -> None:
    text = "# What *is* it?\n## 一户一档、一户一卡\n## Same\n## Same\n```\n# no heading\n```\n"
    assert anchors(text) == {"what-is-it", "一户一档一户一卡", "same", "same-1"}


def test_the_changelog_needs_an_entry_for_the_version() -> None:
    assert list(changelog_gaps({"CHANGELOG.md": "## [0.1.0] - 2026-11-23\n"}, "0.1.0")) == []
    assert list(changelog_gaps({"CHANGELOG.md": "## [0.1.00]\n"}, "0.1.0")) == [
        "CHANGELOG.md: no entry for version 0.1.0"
    ]
    assert list(changelog_gaps({}, "0.1.0")) == ["CHANGELOG.md: no entry for version 0.1.0"]
