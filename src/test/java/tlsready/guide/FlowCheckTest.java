package tlsready.guide;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Breaks a sound little flow in one place at a time; beside each fault stands the nearest text that is none. */
class FlowCheckTest {
    private static final String SOUND =
            """
            start: first
            questions:
              - id: first
                title: Which?
                topic: Which
                options:
                  - {id: one, label: One, next: version}
                  - {id: two, label: Two, hint: Not one, next: number}
                unknown: {next: look}
              - id: version
                title: Which version?
                topic: Version
                pick:
                  table: products/arcgis-pro
                  rows:
                    - ids: [1-3-or-later]
                      labels: {1-3-or-later: New}
                      next: end
                    - {ids: [1-2-or-earlier], next: number}
                unknown: {next: end}
              - id: number
                title: Which number?
                topic: Number
                typed: {as: dotnet-release, label: The number, next: end}
                unknown: {next: build}
              - id: build
                title: Which build?
                topic: Build
                typed:
                  as: windows-build
                  label: The build
                  rows: [{ids: [windows-7], next: end}]
                unknown: {next: end}
              - id: look
                title: Look
                topic: Look
                commands: [{where: Here, line: reg query}]
                evidence: {reader: dotnet, label: Output, next: end, options: [{id: none, label: None, next: end}]}
                unknown: {next: end}
            outcomes:
              - id: end
                kind: page
                title: The end
                words: [It ends.]
                steps: [{words: Rest., source: esri-000019288}]
                facts: [read-once]
                sources: [esri-000019395]
            """;

    private static List<String> faults(String yaml) {
        return assertThrows(FlowReader.Faulty.class, () -> FlowReader.read(yaml, Flows.KNOWLEDGE, Flows.READERS))
                .faults();
    }

    @Test
    void a_sound_flow_is_read() {
        Flow flow = FlowReader.read(SOUND, Flows.KNOWLEDGE, Flows.READERS);
        assertEquals("first", flow.start().id());
        assertEquals(
                List.of("New", "ArcGIS Pro 1.2 or earlier"),
                flow.question("version").orElseThrow().choices().stream()
                        .map(Choice::label)
                        .toList());
        assertEquals("I do not know", flow.start().unknown().label());
    }

    /** What is written instead of what, and the fault it makes; then a near miss in the same place. */
    static Stream<Arguments> faultsAndNearMisses() {
        return Stream.of(
                arguments(
                        "an unknown next",
                        "Two, hint: Not one, next: number}",
                        "Two, hint: Not one, next: numbers}",
                        "first: the answer two leads to numbers, which is not there",
                        "Two, hint: Not one, next: build}"),
                arguments(
                        "an unreachable node",
                        "unknown: {next: look}",
                        "unknown: {next: end}",
                        "nothing leads to look",
                        "unknown: {label: No idea, next: look}"),
                arguments(
                        "a dead end",
                        "options:\n      - {id: one, label: One, next: version}\n"
                                + "      - {id: two, label: Two, hint: Not one, next: number}\n",
                        "options: []\n",
                        "first is a dead end: it has no answers",
                        "options:\n      - {id: two, label: Two, next: version}\n"),
                arguments(
                        "a page without a next step",
                        "steps: [{words: Rest., source: esri-000019288}]",
                        "steps: []",
                        "the page end needs words and at least one step: nobody is left without a next best step",
                        "steps: [{words: Rest.}]"),
                arguments(
                        "two nodes of one name",
                        "  - id: build\n",
                        "  - id: number\n",
                        "two nodes are called number",
                        "  - id: build\n"),
                arguments(
                        "two answers of one name",
                        "{id: two, label: Two",
                        "{id: one, label: Two",
                        "first has two answers one",
                        "{id: one-b, label: Two"),
                arguments(
                        "an answer called unknown",
                        "{id: two, label: Two",
                        "{id: unknown, label: Two",
                        "first has two answers unknown",
                        "{id: unknown-two, label: Two"),
                arguments(
                        "an option without next",
                        "Two, hint: Not one, next: number}",
                        "Two, hint: Not one}",
                        "first: the answer two has no next",
                        "Two, next: number}"),
                arguments(
                        "no way for who does not know",
                        "unknown: {next: build}",
                        "hint: None",
                        "number has no unknown: \"I do not know\" is an answer of every question",
                        "hint: None\n    unknown: {next: build}"),
                arguments(
                        "a row that is not in the table",
                        "ids: [1-2-or-earlier]",
                        "ids: [1-2]",
                        "version: the knowledge table products/arcgis-pro has no row 1-2",
                        "ids: [1-2-or-earlier]"),
                arguments(
                        "a table that is not there",
                        "table: products/arcgis-pro",
                        "table: products/arcgis-profi",
                        "version: there is no knowledge table products/arcgis-profi",
                        "table: products/arcgis-pro"),
                arguments(
                        "a build of a Windows that is not there",
                        "[{ids: [windows-7], next: end}]",
                        "[{ids: [windows-9], next: end}]",
                        "build: the knowledge table windows has no row windows-9",
                        "[{ids: [windows-8], next: end}]"),
                arguments(
                        "words for a row that is not picked",
                        "labels: {1-3-or-later: New}",
                        "labels: {1-2-or-earlier: Old}",
                        "version has words for the row 1-2-or-earlier, which it does not pick",
                        "hints: {1-3-or-later: New}"),
                arguments(
                        "a circle",
                        "rows: [{ids: [windows-7], next: end}]",
                        "rows: [{ids: [windows-7], next: number}]",
                        "the flow runs in a circle: first, version, number, build and back to number",
                        "rows: [{ids: [windows-7, windows-8], next: end}]"),
                arguments(
                        "two forms",
                        "typed: {as: dotnet-release, label: The number, next: end}",
                        "typed: {as: dotnet-release, label: The number, next: end}\n"
                                + "    options: [{id: a, label: A, next: end}]",
                        "number has 2 forms; a question has one of options, pick, typed and evidence",
                        "options: [{id: a, label: A, next: end}]"),
                arguments(
                        "a Release number with rows",
                        "typed: {as: dotnet-release, label: The number, next: end}",
                        "typed: {as: dotnet-release, label: The number, next: end, rows: [{ids: [a], next: end}]}",
                        "number: a Release number stands for no rows; give it next alone",
                        "typed: {as: dotnet-release, label: A number, next: end}"),
                arguments(
                        "a Windows build without rows",
                        "rows: [{ids: [windows-7], next: end}]",
                        "next: end",
                        "build: a Windows build stands for rows of the table; give it rows and no next",
                        "rows: [{heading: Old, ids: [windows-7], next: end}]"),
                arguments(
                        "a reader nobody brings",
                        "reader: dotnet,",
                        "reader: dotnets,",
                        "look: there is no reader dotnets; there are [dotnet, windows]",
                        "reader: dotnet,"),
                arguments(
                        "a reader nobody brings, of a typed value",
                        "label: The build\n",
                        "label: The build\n      reader: windowses\n",
                        "build: there is no reader windowses; there are [dotnet, windows]",
                        "label: The build\n      reader: dotnet\n"),
                arguments(
                        "a fact that is not there",
                        "facts: [read-once]",
                        "facts: [read-twice]",
                        "end: there is no fact read-twice",
                        "facts: [read-once, dword-only]"),
                arguments(
                        "a source that is not there",
                        "source: esri-000019288",
                        "source: esri-19288",
                        "end: there is no source esri-19288",
                        "source: esri-000019401"),
                arguments(
                        "a start that is no question",
                        "start: first",
                        "start: end",
                        "the start, end, is no question",
                        "start: first"),
                arguments(
                        "a reserved name",
                        "  - id: first\n",
                        "  - id: check\n",
                        "no node may be called check: the portal has a page of that name",
                        "  - id: first\n"),
                arguments(
                        "an id that is not kebab-case",
                        "{id: two, label: Two",
                        "{id: Two, label: Two",
                        "first: the answer id Two is not kebab-case",
                        "{id: two-2, label: Two"),
                arguments(
                        "a question without a title",
                        "title: Which number?",
                        "hint: A number",
                        "number has no title",
                        "title: Which number?\n    hint: A number"),
                arguments(
                        "a label that is missing",
                        "{id: two, label: Two, hint",
                        "{id: two, hint",
                        "first has no label of two",
                        "{id: two, label: '2', hint"),
                arguments(
                        "a condition",
                        "{id: two, label: Two, hint: Not one, next: number}",
                        "{id: two, label: Two, when: one, next: number}",
                        "Unrecognized field \"when\"",
                        "{id: two, label: Two, hint: when one, next: number}"),
                arguments(
                        "a key given twice",
                        "title: Which number?",
                        "title: Which number?\n    title: Which?",
                        "Duplicate field 'title'",
                        "title: Which number?\n    hint: Which?"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAndNearMisses")
    void every_fault_is_found_and_its_near_miss_is_none(
            String name, String sound, String faulty, String sentence, String nearMiss) {
        assertTrue(SOUND.contains(sound), "the text to replace is there");
        List<String> faults = faults(SOUND.replace(sound, faulty));
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(sentence)), faults::toString);
        FlowReader.read(SOUND.replace(sound, nearMiss), Flows.KNOWLEDGE, Flows.READERS);
    }

    @Test
    void all_faults_are_told_at_once() {
        List<String> faults = faults(SOUND.replace("facts: [read-once]", "facts: [a, b]")
                .replace("unknown: {next: look}", "unknown: {next: nowhere}"));
        assertEquals(
                List.of(
                        "first: the answer unknown leads to nowhere, which is not there",
                        "end: there is no fact a",
                        "end: there is no fact b",
                        "nothing leads to look"),
                faults);
    }
}
