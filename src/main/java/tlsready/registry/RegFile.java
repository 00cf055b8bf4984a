package tlsready.registry;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes change sets as {@code .reg} files the way regedit itself does: UTF-16LE with a byte order mark, CR LF, header
 * {@code Windows Registry Editor Version 5.00} (Microsoft KB310516). Read them back with {@link RegReader}.
 */
public final class RegFile {
    public static final String HEADER = "Windows Registry Editor Version 5.00";
    /** Our limit for a line of hex bytes, close to regedit's own 80 columns. */
    private static final int BYTES_PER_LINE = 24;

    private RegFile() {}

    /**
     * The bytes of a .reg file that makes these changes.
     *
     * @param comment lines for the head of the file, each without line end; they become {@code ;} lines
     * @param changes what to change; a {@link Change.RemoveKeyIfEmpty} becomes a comment, as the format cannot say it
     */
    public static byte[] write(List<String> comment, ChangeSet changes) {
        var text = new StringBuilder();
        text.append('\uFEFF');
        line(text, HEADER);
        line(text, "");
        for (String remark : comment) {
            line(text, remark.isEmpty() ? ";" : "; " + remark);
        }
        RegistryKey open = null;
        for (Change change : changes.changes()) {
            if (change instanceof Change.DeleteKey delete) {
                line(text, "");
                line(text, "[-" + delete.key() + "]");
                open = null;
            } else if (change instanceof Change.RemoveKeyIfEmpty leftover) {
                line(text, "");
                line(text, "; May stay behind empty, without effect: " + leftover.key());
                open = null;
            } else {
                if (!change.key().equals(open)) {
                    line(text, "");
                    line(text, "[" + change.key() + "]");
                    open = change.key();
                }
                line(text, valueLine(change));
            }
        }
        line(text, "");
        return text.toString().getBytes(StandardCharsets.UTF_16LE);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    private static String valueLine(Change change) {
        if (change instanceof Change.SetValue set) {
            return name(set.name()) + "=" + data(set.value());
        }
        return name(((Change.DeleteValue) change).name()) + "=-";
    }

    private static String name(ValueName value) {
        return value.name().isEmpty() ? "@" : quote(value.name());
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String data(RegistryValue value) {
        if (value.asDword().isPresent()) {
            return String.format("dword:%08x", value.asDword().getAsInt());
        }
        Optional<String> text =
                value.type() == RegistryValue.SZ ? value.asText().filter(RegFile::fitsOneLine) : Optional.empty();
        return text.map(RegFile::quote).orElseGet(() -> hex(value));
    }

    private static boolean fitsOneLine(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x2029 || c == 0xFEFF);
    }

    private static String hex(RegistryValue value) {
        String head = value.type() == RegistryValue.BINARY ? "hex:" : "hex(" + Integer.toHexString(value.type()) + "):";
        String[] bytes = HexFormat.ofDelimiter(",").formatHex(value.bytes()).split(",");
        var text = new StringBuilder(head);
        for (int i = 0; i < bytes.length; i++) {
            text.append(bytes[i]);
            if (i < bytes.length - 1) {
                text.append(i % BYTES_PER_LINE == BYTES_PER_LINE - 1 ? ",\\\r\n  " : ",");
            }
        }
        return text.toString();
    }

    /** One line for a table or a page: {@code HKLM\…\v4.0.30319 SchUseStrongCrypto = REG_DWORD 0x00000001}. */
    public static String describe(Map.Entry<ValueName, RegistryValue> entry) {
        return entry.getKey().key().abbreviated() + " " + entry.getKey().name() + " = " + entry.getValue();
    }

    /** The written values, one line each. */
    public static String describe(ChangeSet changes) {
        return changes.written().entrySet().stream().map(RegFile::describe).collect(Collectors.joining("\n"));
    }
}
