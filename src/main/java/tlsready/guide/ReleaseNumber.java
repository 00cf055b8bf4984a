package tlsready.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tlsready.knowledge.DotNetRelease;
import tlsready.knowledge.Knowledge;

/**
 * Reads a .NET {@code Release} number as reg.exe or regedit shows it (decimal, or {@code 0x} and hex), or the name of a
 * version that has one ({@code 4.7.2}). The answer is {@code release-N}; a version stands for its floor.
 */
final class ReleaseNumber implements Typed {
    private static final String PREFIX = "release-";
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)(?:release\\b[\\s:=]*-?)?\\s*(?:reg_dword\\b)?\\s*(?:0x([0-9a-f]{1,8})|([0-9][0-9,'’\\u00A0\\u202F ]*))");
    private static final Pattern VERSION =
            Pattern.compile("(?i)(?:\\.?net\\s*(?:framework)?\\s*)?v?([0-9]+(?:[.-][0-9]+)+)");

    /** Longer than anything that is one number; longer texts are not searched. */
    private static final int LONGEST = 100;

    private final Knowledge knowledge;
    private final String next;

    ReleaseNumber(Knowledge knowledge, String next) {
        this.knowledge = knowledge;
        this.next = next;
    }

    @Override
    public Reply read(String text) {
        if (text.length() > LONGEST) {
            return noNumber(text);
        }
        Matcher number = NUMBER.matcher(text.strip());
        if (number.matches()) {
            return number(text, number);
        }
        Matcher version = VERSION.matcher(text.strip());
        if (version.matches()) {
            return version(version.group(1));
        }
        return noNumber(text);
    }

    private Reply noNumber(String text) {
        return new Reply.Refused(
                "“%s” is not a Release number. It is a whole number such as %d, or 0x%x as reg query prints it."
                        .formatted(Question.echo(text), example(), example()));
    }

    private Reply number(String text, Matcher number) {
        Optional<Integer> release = number.group(1) != null ? digits(number.group(1), 16) : decimal(number.group(2));
        if (release.isEmpty()) {
            return new Reply.Refused("“%s” is no Release number that Windows can hold. It is a whole number such as %d."
                    .formatted(Question.echo(text), example()));
        }
        String asVersion = String.valueOf(release.get());
        Optional<DotNetRelease> meant = knowledge.dotnet().stream()
                .filter(d -> d.id().replace("-", "").equals(asVersion))
                .findFirst();
        return meant.<Reply>map(d -> new Reply.Refused(
                        "“%s” looks like a version, %s. A Release number is a whole number such as %d; if you know the version, type it with its dots."
                                .formatted(Question.echo(text), d.name(), example())))
                .orElseGet(() -> new Reply.Accepted(answer(release.get())));
    }

    private Reply version(String written) {
        String id = written.replace('.', '-');
        Optional<DotNetRelease> version =
                knowledge.dotnet().stream().filter(d -> d.id().equals(id)).findFirst();
        if (version.isEmpty()) {
            return new Reply.Refused("“%s” is no .NET Framework version we know. We know %s."
                    .formatted(Question.echo(written), String.join(", ", names())));
        }
        if (version.get().releaseFloor().isEmpty()) {
            return new Reply.Refused("%s has no Release number. Go back and choose the version in the list."
                    .formatted(version.get().name()));
        }
        return new Reply.Accepted(answer(version.get().releaseFloor().getAsInt()));
    }

    private Answer answer(int release) {
        String meaning = knowledge
                .dotnetOfRelease(release)
                .map(d -> d.name() + orLater(d, release))
                .orElseGet(() -> "less than %d, so no %s or later".formatted(floor().floor(), floor().name()));
        return new Answer(PREFIX + release, "Release %d: %s".formatted(release, meaning), next);
    }

    /** The newest version stands for whatever comes after it, too. */
    private String orLater(DotNetRelease version, int release) {
        boolean newest = versions().allMatch(d -> d.floor() <= version.floor());
        boolean known = version.known().stream().anyMatch(k -> k.release() == release) || release == version.floor();
        return newest && !known ? " or later" : "";
    }

    private static Optional<Integer> decimal(String written) {
        return digits(written.replaceAll("[^0-9]", ""), 10);
    }

    private static Optional<Integer> digits(String digits, int radix) {
        try {
            return Optional.of(Integer.parseInt(digits, radix)).filter(n -> n > 0);
        } catch (NumberFormatException e) {
            return Optional.empty(); // more digits than a DWORD's positive half holds; the caller says so
        }
    }

    private Stream<DotNetRelease> versions() {
        return knowledge.dotnet().stream().filter(d -> d.floor() != null);
    }

    private DotNetRelease floor() {
        return versions().min(Comparator.comparing(DotNetRelease::floor)).orElseThrow();
    }

    private List<String> names() {
        return versions()
                .sorted(Comparator.comparing(DotNetRelease::floor))
                .map(d -> d.id().replace('-', '.'))
                .toList();
    }

    private int example() {
        return versions()
                .max(Comparator.comparing(DotNetRelease::floor))
                .map(DotNetRelease::floor)
                .orElseThrow();
    }

    @Override
    public String spelled(Answer answer) {
        return answer.id().startsWith(PREFIX) ? answer.id().substring(PREFIX.length()) : "";
    }

    @Override
    public List<Answer> kinds() {
        return List.of(new Answer("release-N", "a Release number", next));
    }

    @Override
    public List<Answer> examples() {
        var examples = new ArrayList<Answer>();
        examples.add(answer(floor().floor() - 1));
        versions().forEach(d -> examples.add(answer(d.floor())));
        return examples;
    }
}
