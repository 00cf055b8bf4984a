package tlsready.cases;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A file to which what was accepted is appended, and synced to the disk, before anybody is told so. It is read again at
 * start, and emptied when all of it was dealt with. Not for several threads at once.
 *
 * <p>An entry is four bytes of magic, its length, a CRC-32 and the bytes. What does not fit that at the end of the file
 * was being written when the machine stopped, so nobody was told that it was accepted: it is cut off.
 */
final class ReportSpool implements Closeable {
    private static final int MAGIC = 0x54525331; // "TRS1"
    private static final int HEAD = 12;
    private static final int LONGEST = 2 * MachineReport.LIMIT;

    private final FileChannel file;
    private final long limit;
    private long end;

    /** There is no room for more until some of it is dealt with. */
    static final class Full extends IOException {
        private static final long serialVersionUID = 1;

        Full(String sentence) {
            super(sentence);
        }
    }

    /**
     * Opens the file, or makes it.
     *
     * @param limit the most bytes it may have
     */
    ReportSpool(Path path, long limit) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.limit = limit;
        if (!locked()) {
            file.close();
            throw new IOException("another process writes to " + path);
        }
    }

    private boolean locked() throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) { // this very process does
            return false;
        }
    }

    /** What the last process left. */
    List<byte[]> left() throws IOException {
        List<byte[]> entries = new ArrayList<>();
        end = 0;
        for (byte[] entry = read(end); entry != null; entry = read(end)) {
            entries.add(entry);
            end += HEAD + entry.length;
        }
        if (end < file.size()) {
            file.truncate(end);
            file.force(true);
        }
        return entries;
    }

    /** Appends all of these and syncs once. If it fails, none of them is in the file. */
    void append(List<byte[]> entries) throws IOException {
        int size = entries.stream().mapToInt(entry -> HEAD + entry.length).sum();
        if (end + size > limit) {
            throw new Full("the spool is full: " + end + " of " + limit + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (byte[] entry : entries) {
            bytes.putInt(MAGIC).putInt(entry.length).putInt(crc(entry)).put(entry);
        }
        bytes.flip();
        try {
            long at = end;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
            file.force(false);
            end = at;
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
    }

    /** Forgets everything: all of it was dealt with. */
    void clear() throws IOException {
        file.truncate(0);
        end = 0;
    }

    long size() {
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private byte[] read(long at) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        if (!fill(head, at) || head.getInt() != MAGIC) {
            return null;
        }
        int length = head.getInt();
        int crc = head.getInt();
        if (length < 0 || length > LONGEST) {
            return null;
        }
        ByteBuffer entry = ByteBuffer.allocate(length);
        return fill(entry, at + HEAD) && crc(entry.array()) == crc ? entry.array() : null;
    }

    private boolean fill(ByteBuffer buffer, long at) throws IOException {
        long from = at;
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, from);
            if (read < 0) {
                return false;
            }
            from += read;
        }
        buffer.flip();
        return true;
    }

    private static int crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
