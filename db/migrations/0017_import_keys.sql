ALTER TABLE "import_keys" DROP CONSTRAINT "import_keys_import_id_imports_id_fk";
