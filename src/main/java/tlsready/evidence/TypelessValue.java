package tlsready.evidence;

import java.util.Optional;

import tlsready.registry.RegistryValue;

/**
 * Data as PowerShell prints it: without the type. A whole number is taken for a REG_DWORD, with a remark where it
 * matters, since a text of digits looks the same.
 */
final class TypelessValue {
    private static final long DWORDS = 1L << 32;

    private TypelessValue() {}

    /** The value; nothing for lists, bytes and numbers no DWORD holds. */
    static Optional<RegistryValue> read(String data) {
        String text = data.strip();
        if (text.startsWith("{") || text.isEmpty()) {
            return Optional.empty();
        }
        boolean number = text.length() <= 11
                && text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(TypelessValue::isDigit)
                && !text.equals("-");
        if (!number) {
            return Optional.of(RegistryValue.sz(text));
        }
        long value = Long.parseLong(text);
        return value < DWORDS && value >= Integer.MIN_VALUE
                ? Optional.of(RegistryValue.dword((int) value))
                : Optional.empty();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** What a page must say where a value was read from such a listing. */
    static final String NO_TYPES =
            "PowerShell shows no types. We took the numbers here for REG_DWORD; a text “1” would look the same, and .NET "
                    + "ignores it. reg query shows the types.";
}
