package tlsready.evidence;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlsready.registry.RegistryKey;
import tlsready.registry.RegistrySnapshot;
import tlsready.registry.RegistryValue;
import tlsready.registry.ValueName;

/**
 * Reads what {@code reg query} prints, of any Windows since XP and in any language: the names of keys and types are
 * never translated. Prompts, headings and closing lines are passed over. Nothing is concluded from what is not there;
 * the output may be cut.
 */
public final class RegQuery {
    private static final Pattern KEY = Pattern.compile("HKEY_[A-Z_]+(\\\\.*)?");
    /** Since Vista columns stand apart by four spaces, on XP by a tab. */
    private static final Pattern VALUE = Pattern.compile("(\\S.*?)[ \\t]+(REG_[A-Z_]+)(?:[ \\t]+(.*))?");
    /** The default value's name is translated, but always in brackets; so is the text that says it is not set. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(.*\\)");
    /** Console widths at which copied lines break in two; a space at the break is lost. */
    private static final Set<Integer> BREAKS = Set.of(79, 80, 119, 120);

    /** Longer than any line that reg.exe prints of interest here; longer ones are not searched. */
    private static final int LONGEST_LINE = 1_000;

    private final List<String> passedOver = new ArrayList<>();
    private RegistrySnapshot snapshot = RegistrySnapshot.UNKNOWN;
    private RegistryKey open;

    private RegQuery() {}

    /**
     * What was read.
     *
     * @param snapshot the keys and values that were printed
     * @param passedOver the lines that are neither, without empty ones
     */
    public record Reading(RegistrySnapshot snapshot, List<String> passedOver) {
        public Reading {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** Reads any text; one without a key gives an empty snapshot. */
    public static Reading read(String text) {
        var reader = new RegQuery();
        joined(text.replace('\u00A0', ' ').split("\r\n|\n|\r")).forEach(reader::line);
        return new Reading(reader.snapshot, reader.passedOver);
    }

    /** Puts key lines together again that a narrow console window has broken. */
    private static List<String> joined(String[] lines) {
        var joined = new ArrayList<String>();
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            boolean broken = KEY.matcher(line).matches() && BREAKS.contains(line.length());
            if (broken && i + 1 < lines.length && continues(lines[i + 1])) {
                String gap = line.length() % 2 == 0 ? "" : " ";
                line += gap + lines[++i].stripTrailing();
            }
            joined.add(line);
        }
        return joined;
    }

    private static boolean continues(String next) {
        return !next.isBlank()
                && !Character.isWhitespace(next.charAt(0))
                && !KEY.matcher(next.strip()).matches();
    }

    private void line(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.length() > LONGEST_LINE) {
            passedOver.add(text.substring(0, LONGEST_LINE) + "…");
            return;
        }
        if (KEY.matcher(text).matches()) {
            key(text);
            return;
        }
        Matcher value = VALUE.matcher(text);
        if (open == null || !value.matches() || !value(value)) {
            passedOver.add(text);
        }
    }

    private void key(String text) {
        Optional<RegistryKey> key = RegistryKey.parse(text);
        open = key.orElse(null);
        key.ifPresentOrElse(k -> snapshot = snapshot.withKey(k), () -> passedOver.add(text));
    }

    private boolean value(Matcher line) {
        String data = line.group(3) == null ? "" : line.group(3).strip();
        boolean isDefault = IN_BRACKETS.matcher(line.group(1)).matches();
        if (isDefault && IN_BRACKETS.matcher(data).matches()) {
            return false;
        }
        var name = new ValueName(open, isDefault ? "" : line.group(1));
        Optional<RegistryValue> value = data(line.group(2), data);
        value.ifPresent(v -> snapshot = snapshot.with(name, v));
        return value.isPresent();
    }

    private static Optional<RegistryValue> data(String type, String data) {
        try {
            return switch (type) {
                case "REG_DWORD" -> Optional.of(RegistryValue.dword(Integer.parseUnsignedInt(hex(data), 16)));
                case "REG_QWORD" -> Optional.of(RegistryValue.qword(Long.parseUnsignedLong(hex(data), 16)));
                case "REG_SZ" -> Optional.of(RegistryValue.sz(data));
                case "REG_EXPAND_SZ" -> Optional.of(RegistryValue.expandSz(data));
                case "REG_MULTI_SZ" -> Optional.of(
                        RegistryValue.multiSz(data.isEmpty() ? List.of() : List.of(data.split("\\\\0"))));
                case "REG_BINARY" -> Optional.of(
                        RegistryValue.of(RegistryValue.BINARY, HexFormat.of().parseHex(data)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // data that does not fit its type, most likely a cut line: nothing is known of it
        }
    }

    private static String hex(String data) {
        if (!data.startsWith("0x")) {
            throw new IllegalArgumentException("reg query prints numbers in hex: " + data);
        }
        return data.substring(2);
    }
}
