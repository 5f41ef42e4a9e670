package dev.plumbline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class Plumbline {
  static void main(String[] args) {
    SpringApplication.run(Plumbline.class, args);
  }
}
