package tlsready.check;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** One call that belongs to a room, as it was assessed. */
@Entity
@Table(name = "check_visit")
public class VisitEntity extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "check_visit_seq")
    @SequenceGenerator(name = "check_visit_seq", sequenceName = "check_visit_seq", allocationSize = 1)
    public Long id;

    @Column(name = "room_id", nullable = false)
    public Long roomId;

    /** Whether it carried the room's label; otherwise it only came from an address that watched. */
    @Column(nullable = false)
    public boolean certain;

    /** Id of the network stack that its label names; null if it names none. */
    @Column(length = 32)
    public String stack;

    /** The {@link Assessment} as JSON. */
    @Column(nullable = false, columnDefinition = "text")
    public String assessment;

    /** Where it came from; null once the room is closed. */
    @Column(length = 64)
    public String address;

    /** The client hello in hexadecimal; null if there was none, or once the room is closed. */
    @Column(columnDefinition = "text")
    public String raw;

    static List<VisitEntity> in(Long roomId, long after) {
        return list("roomId = ?1 and id > ?2 order by id", roomId, after);
    }
}
