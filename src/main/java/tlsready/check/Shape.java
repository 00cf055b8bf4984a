package tlsready.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import tlsready.knowledge.Knowledge;
import tlsready.knowledge.SuiteList;
import tlsready.tls.CipherSuite;
import tlsready.tls.ClientHello;
import tlsready.tls.ExtensionType;
import tlsready.tls.Grease;
import tlsready.tls.HelloFormat;
import tlsready.tls.NamedGroup;

/**
 * Features of a client hello that a stack is known by, as in {@code check/stacks.yaml}, where each is explained. All lists
 * hold code points; an empty one is not looked at.
 */
record Shape(
        Boolean grease,
        List<Integer> extensions,
        List<Integer> has,
        List<Integer> hasAny,
        List<Integer> lacks,
        List<Integer> groups,
        List<Integer> points,
        List<List<Integer>> suites,
        int atLeast,
        List<Integer> begins,
        List<Integer> offers) {
    private static final String WINDOWS = "windows ";

    /** What of a hello is compared, read once for all shapes: code points in their order, without GREASE. */
    record Features(
            boolean grease,
            boolean framed,
            List<Integer> suites,
            List<Integer> realSuites,
            List<Integer> extensions,
            List<Integer> groups,
            List<Integer> points) {
        static Features of(ClientHello hello) {
            List<Integer> suites = codes(hello.suites(), CipherSuite::code);
            return new Features(
                    hello.hasGrease(),
                    hello.format() == HelloFormat.SSLV2,
                    suites,
                    real(suites),
                    codes(
                            hello.extensions().inOrder(),
                            extension -> extension.type().code()),
                    codes(hello.extensions().groups(), NamedGroup::code),
                    hello.extensions().pointFormats());
        }
    }

    /** Whether a hello has all the features. */
    boolean fits(Features hello) {
        return (grease == null || grease == hello.grease())
                && fitsExtensions(hello)
                && (groups.isEmpty() || groupsFit(hello.groups()))
                && (points.isEmpty() || points.equals(hello.points()))
                && hello.suites().size() >= atLeast
                && startsWith(hello.suites(), begins)
                && hello.suites().containsAll(offers)
                && (suites.isEmpty() || suites.stream().anyMatch(list -> isSome(hello.realSuites(), list)));
    }

    private boolean fitsExtensions(Features hello) {
        List<Integer> there = hello.extensions();
        return (extensions.isEmpty() || !hello.framed() && isSome(there, extensions))
                && there.containsAll(has)
                && (hasAny.isEmpty() || hasAny.stream().anyMatch(there::contains))
                && lacks.stream().noneMatch(there::contains);
    }

    /** One group is asked for by itself, several are the whole list. */
    private boolean groupsFit(List<Integer> there) {
        return groups.size() == 1 ? there.contains(groups.get(0)) : there.equals(groups);
    }

    /** Whether {@code part} is what is left of {@code whole} when some are left out. */
    static boolean isSome(List<Integer> part, List<Integer> whole) {
        int at = 0;
        for (int code : whole) {
            if (at < part.size() && part.get(at) == code) {
                at++;
            }
        }
        return at == part.size();
    }

    private static boolean startsWith(List<Integer> list, List<Integer> begin) {
        return list.size() >= begin.size() && list.subList(0, begin.size()).equals(begin);
    }

    /** Without the two suites that only signal something (RFC 5746, RFC 7507). */
    private static List<Integer> real(List<Integer> suites) {
        return suites.stream().filter(code -> code != 0x00FF && code != 0x5600).toList();
    }

    private static <T> List<Integer> codes(List<T> there, ToIntFunction<T> code) {
        return there.stream()
                .map(code::applyAsInt)
                .filter(number -> !Grease.is(number))
                .toList();
    }

    // ---- From words to numbers ---------------------------------------------------------------------------------

    static List<Integer> extensionCodes(List<String> names) {
        return numbers(names, name -> ExtensionType.named(name).map(ExtensionType::code));
    }

    static List<Integer> groupCodes(String names) {
        return numbers(words(names), name -> NamedGroup.named(name).map(NamedGroup::code));
    }

    static List<Integer> suiteCodes(String names) {
        return numbers(words(names), name -> CipherSuite.named(name).map(CipherSuite::code));
    }

    /** A list of code points, or that of a Windows in the knowledge. */
    static List<Integer> suiteList(String text, Knowledge knowledge) {
        if (!text.startsWith(WINDOWS)) {
            return suiteCodes(text);
        }
        SuiteList list = knowledge.suites(text.substring(WINDOWS.length()));
        return list.suites().stream().map(CipherSuite::code).toList();
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.asList(text.strip().split("\\s+"));
    }

    private static List<Integer> numbers(List<String> names, Function<String, Optional<Integer>> named) {
        var codes = new ArrayList<Integer>();
        for (String name : names == null ? List.<String>of() : names) {
            codes.add(
                    name.startsWith("0x")
                            ? Integer.decode(name)
                            : named.apply(name)
                                    .orElseThrow(() -> new IllegalStateException("stacks.yaml: unknown name " + name)));
        }
        return List.copyOf(codes);
    }
}
