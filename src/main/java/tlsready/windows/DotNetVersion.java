package tlsready.windows;

import java.util.Arrays;

import tlsready.knowledge.DotNetRelease;

/**
 * A .NET Framework version as a number that compares: 4.7.2 is 40702, as in Microsoft's own
 * {@code AppContextDefaultValues}.
 */
record DotNetVersion(int number) {
    static final DotNetVersion V4_0 = new DotNetVersion(40000);
    static final DotNetVersion V4_5 = new DotNetVersion(40500);
    static final DotNetVersion V4_6 = new DotNetVersion(40600);
    static final DotNetVersion V4_7 = new DotNetVersion(40700);

    static DotNetVersion of(DotNetRelease release) {
        return ofId(release.id());
    }

    /** The version with this id in the knowledge: {@code 4-7-2}. */
    static DotNetVersion ofId(String id) {
        int[] parts = Arrays.copyOf(
                Arrays.stream(id.split("-")).mapToInt(Integer::parseInt).toArray(), 3);
        return new DotNetVersion(parts[0] * 10000 + parts[1] * 100 + parts[2]);
    }

    /** Versions of one band behave alike: 0 before 4.5, then 4.5, 4.6, and 4.7 with all that follow. */
    int band() {
        return (isAtLeast(V4_5) ? 1 : 0) + (isAtLeast(V4_6) ? 1 : 0) + (isAtLeast(V4_7) ? 1 : 0);
    }

    boolean isAtLeast(DotNetVersion other) {
        return number >= other.number;
    }

    @Override
    public String toString() {
        String name = ".NET Framework " + number / 10000 + "." + number / 100 % 100;
        return number % 100 == 0 ? name : name + "." + number % 100;
    }
}
