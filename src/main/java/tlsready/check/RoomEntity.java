package tlsready.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A waiting room: visits that carry its label are shown to those who have its key. */
@Entity
@Table(name = "check_room")
public class RoomEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "check_room_seq")
    @SequenceGenerator(name = "check_room_seq", sequenceName = "check_room_seq", allocationSize = 50)
    public Long id;

    /** Adds visits, reads nothing. */
    @Column(nullable = false, unique = true, length = 32)
    public String label;

    /** SHA-256 of the key that reads. */
    @Column(name = "key_hash", nullable = false, unique = true, length = 64)
    public String keyHash;

    @Column(name = "opened_at", nullable = false)
    public Instant openedAt;

    /** From then on it takes no visits, and raw bytes and addresses are forgotten. */
    @Column(name = "closes_at", nullable = false)
    public Instant closesAt;

    /** From then on nothing of it is left. */
    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    /** Evidence and answers of the machine that it was opened for, as an address spells them; null if there are none. */
    @Column(columnDefinition = "text")
    public String carries;

    static Optional<RoomEntity> withKey(String key, Instant now) {
        return find("keyHash = ?1 and expiresAt > ?2", RoomKeys.hash(key), now).firstResultOptional();
    }

    static Optional<RoomEntity> openWithLabel(String label, Instant then) {
        return find("label = ?1 and closesAt > ?2", label, then).firstResultOptional();
    }

    /** The one room that was open then and had been watched from this address since; none if there are several. */
    static Optional<RoomEntity> watchedFrom(String address, Instant since, Instant then) {
        List<RoomEntity> rooms = find(
                        "select room from RoomEntity room, WatcherEntity watcher where watcher.roomId = room.id"
                                + " and watcher.address = ?1 and watcher.watchedAt >= ?2"
                                + " and room.openedAt <= ?3 and room.closesAt > ?3",
                        address,
                        since,
                        then)
                .page(0, 2)
                .list();
        return rooms.size() == 1 ? Optional.of(rooms.get(0)) : Optional.empty();
    }
}
