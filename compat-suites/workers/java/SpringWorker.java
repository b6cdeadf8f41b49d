import io.awspring.cloud.sqs.annotation.SqsListener;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** A listener of Spring Cloud AWS with what it has by default. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SpringWorker {
    @SqsListener("jobs")
    public void work(String job) {
        System.out.println("done " + job);
    }

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringWorker.class);
        application.setDefaultProperties(Map.of(
            "spring.main.banner-mode", "off",
            "logging.level.root", "ERROR",
            "spring.cloud.aws.endpoint", System.getenv("ENDPOINT"),
            "spring.cloud.aws.region.static", "us-east-1",
            "spring.cloud.aws.credentials.access-key", "test",
            "spring.cloud.aws.credentials.secret-key", "test"));
        application.run();
    }
}
