package tlsready.guide;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.WindowsRelease;

/**
 * Reads the build number of a Windows out of what {@code ver} prints in any language
 * ({@code Microsoft Windows [Version 10.0.19045.3803]}), what winver shows ({@code Version 22H2 (OS Build 19045.3803)})
 * or a bare number. The answer is the id of the Windows release.
 */
final class WindowsBuild implements Typed {
    /** A version {@code major.minor.build}, or a build number by itself. */
    private static final Pattern BUILD =
            Pattern.compile("(?<![0-9.])(?:[0-9]{1,2}\\.[0-9]{1,2}\\.)?([0-9]{4,5})(?![0-9])");

    private final Knowledge knowledge;
    private final Map<String, Answer> answers;

    /** @param answers the releases that can be answered, by id */
    WindowsBuild(Knowledge knowledge, Map<String, Answer> answers) {
        this.knowledge = knowledge;
        this.answers = answers;
    }

    @Override
    public Reply read(String text) {
        return answers.values().stream()
                .filter(answer -> answer.label().equalsIgnoreCase(text.strip()))
                .findFirst()
                .<Reply>map(Reply.Accepted::new)
                .orElseGet(() -> build(text));
    }

    private Reply build(String text) {
        List<Integer> builds = builds(text);
        if (builds.isEmpty()) {
            return new Reply.Refused("We see no build number in “%s”. It has four or five digits, such as %d."
                    .formatted(Question.echo(text), example()));
        }
        List<Answer> meant = builds.stream()
                .flatMap(build -> releases(build, text))
                .distinct()
                .toList();
        if (meant.isEmpty()) {
            return new Reply.Refused("We do not know the Windows build %d. Choose your Windows by its name instead."
                    .formatted(builds.get(0)));
        }
        return meant.size() == 1
                ? new Reply.Accepted(meant.get(0))
                : new Reply.Refused(
                        "More than one Windows has the build number %d. Choose which one it is."
                                .formatted(builds.get(0)),
                        meant);
    }

    /** Numbers that may be builds; those of a known Windows alone, if there is one. */
    private List<Integer> builds(String text) {
        var numbers = new TreeSet<Integer>();
        for (Matcher m = BUILD.matcher(text); m.find(); ) {
            numbers.add(Integer.valueOf(m.group(1)));
        }
        List<Integer> known = numbers.stream()
                .filter(build -> answers.keySet().stream()
                        .anyMatch(id -> knowledge.windows(id).builds().contains(build)))
                .toList();
        return known.isEmpty() ? List.copyOf(numbers) : known;
    }

    /** A desktop Windows and a server share most builds; only the word "Server" tells them apart. */
    private Stream<Answer> releases(int build, String text) {
        boolean server = text.toLowerCase(Locale.ROOT).contains("server");
        Stream<WindowsRelease> pc = server ? Stream.empty() : knowledge.windowsOfBuild(build, false).stream();
        return Stream.concat(pc, knowledge.windowsOfBuild(build, true).stream())
                .map(release -> answers.get(release.id()))
                .filter(answer -> answer != null);
    }

    private int example() {
        return answers.keySet().stream()
                .flatMap(id -> knowledge.windows(id).builds().stream())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String spelled(Answer answer) {
        return answers.containsValue(answer) ? answer.label() : "";
    }

    @Override
    public List<Answer> kinds() {
        return List.of();
    }

    @Override
    public List<Answer> examples() {
        return List.of();
    }
}
