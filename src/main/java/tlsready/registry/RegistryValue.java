package tlsready.registry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Typed data of a registry value, kept as the bytes Windows keeps, so that an undo can restore any type whatever it
 * holds. Type numbers are those of winnt.h: 0 NONE, 1 SZ, 2 EXPAND_SZ, 3 BINARY, 4 DWORD, 7 MULTI_SZ, 11 QWORD.
 */
public final class RegistryValue {
    public static final int NONE = 0;
    public static final int SZ = 1;
    public static final int EXPAND_SZ = 2;
    public static final int BINARY = 3;
    public static final int DWORD = 4;
    public static final int MULTI_SZ = 7;
    public static final int QWORD = 11;

    private static final List<String> TYPE_NAMES = List.of(
            "REG_NONE",
            "REG_SZ",
            "REG_EXPAND_SZ",
            "REG_BINARY",
            "REG_DWORD",
            "REG_DWORD_BIG_ENDIAN",
            "REG_LINK",
            "REG_MULTI_SZ",
            "REG_RESOURCE_LIST",
            "REG_FULL_RESOURCE_DESCRIPTOR",
            "REG_RESOURCE_REQUIREMENTS_LIST",
            "REG_QWORD");

    private final int type;
    private final byte[] bytes;

    private RegistryValue(int type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** A value of any type with exactly these bytes. */
    public static RegistryValue of(int type, byte[] bytes) {
        return new RegistryValue(type, bytes.clone());
    }

    /** A REG_DWORD; the int is read as unsigned. */
    public static RegistryValue dword(int value) {
        return new RegistryValue(
                DWORD,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
    }

    /** A REG_SZ with its terminating zero. */
    public static RegistryValue sz(String text) {
        return new RegistryValue(SZ, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
    }

    /** A REG_EXPAND_SZ with its terminating zero. */
    public static RegistryValue expandSz(String text) {
        return new RegistryValue(EXPAND_SZ, (text + "\0").getBytes(StandardCharsets.UTF_16LE));
    }

    /** A REG_MULTI_SZ: every string with its zero, and one more at the end. */
    public static RegistryValue multiSz(List<String> texts) {
        String all = texts.stream().map(text -> text + "\0").collect(Collectors.joining()) + "\0";
        return new RegistryValue(MULTI_SZ, all.getBytes(StandardCharsets.UTF_16LE));
    }

    /** A REG_QWORD. */
    public static RegistryValue qword(long value) {
        return new RegistryValue(
                QWORD,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    public int type() {
        return type;
    }

    /** The type as reg.exe prints it; a type without a name is {@code "REG_TYPE_42"}. */
    public String typeName() {
        return type >= 0 && type < TYPE_NAMES.size() ? TYPE_NAMES.get(type) : "REG_TYPE_" + type;
    }

    /** A copy of the raw data. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The number of a well-formed REG_DWORD; nothing for every other type, however numeric it looks. */
    public OptionalInt asDword() {
        if (type != DWORD || bytes.length != 4) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    /** The text of a well-formed REG_SZ or REG_EXPAND_SZ: UTF-16LE, one zero, at the end. */
    public Optional<String> asText() {
        if ((type != SZ && type != EXPAND_SZ) || bytes.length < 2 || bytes.length % 2 != 0) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.UTF_16LE);
        boolean exact = text.indexOf('\0') == text.length() - 1
                && Arrays.equals(text.getBytes(StandardCharsets.UTF_16LE), bytes);
        return exact ? Optional.of(text.substring(0, text.length() - 1)) : Optional.empty();
    }

    /** For people: {@code REG_DWORD 0x00000001}, {@code REG_SZ "1"}, otherwise the bytes in hex. */
    @Override
    public String toString() {
        if (asDword().isPresent()) {
            return typeName() + String.format(" 0x%08x", asDword().getAsInt());
        }
        return typeName()
                + " "
                + asText().map(text -> '"' + text + '"')
                        .orElseGet(() -> HexFormat.of().formatHex(bytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegistryValue value && type == value.type && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(bytes);
    }
}
